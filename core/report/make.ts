/** A report from the question to every form of the answer, for both hosts. */
import { CrmError } from '../http/errors';
import type { Language } from '../model/plan';
import type { Ringostat } from '../ringostat/client';
import type { Span } from '../ringostat/types';
import { say } from '../text/text';
import type { GroupBy } from './groups';
import { reportOutputs, type ReportOutputs } from './outputs';
import { readReport, type ReportDeps } from './read';

export interface ReportQuestion {
  kind: 'perEmployee' | 'perGroup';
  span: Span;
  /** Beside the employees, or alone; none: days. */
  groups: readonly GroupBy[];
  language: Language;
}
export interface ReportSources extends Omit<ReportDeps, 'ringostat'> {
  ringostat: Pick<Ringostat, 'windows' | 'employees'>;
}

function groupsOf({ kind, groups }: ReportQuestion): GroupBy[] {
  if (kind === 'perEmployee') return ['employee', ...groups.filter((by) => by !== 'employee')];
  return groups.length > 0 ? [...groups] : ['day'];
}

/**
 * Takes what is asked and where calls and employees come from; returns the report in every form. Without the list of employees
 * calls are counted under the names the log has, and it is told. Throws CrmError when the log cannot be read.
 */
export async function makeReport(question: ReportQuestion, sources: ReportSources): Promise<ReportOutputs> {
  const { ringostat, event } = sources;
  const read = await ringostat.employees().catch((error: unknown) => {
    if (error instanceof CrmError) return error;
    throw error;
  });
  const employees = read instanceof CrmError ? [] : read;
  const { span, language } = question;
  const report = await readReport(
    { span, timeZone: event.timeZone, employees, by: groupsOf(question) },
    sources,
  );
  if (read instanceof CrmError)
    report.warnings.push(say(language, 'report.noEmployees', { message: read.message }));
  return reportOutputs(report, language);
}
