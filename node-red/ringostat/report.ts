import { clock, makeReport, readNeverRecord, spanOfPeriod, type GroupBy, type Span } from '../host/product';
import { time } from './calls';
import type { Asked } from './asked';

async function spanOf({ settings, project, value }: Asked): Promise<Span> {
  const { period } = settings;
  if (period === 'between') return { from: time(await value('from')), to: time(await value('to')) };
  return spanOfPeriod(period ?? 'lastWeek', clock.now(), project.settings.timeZone);
}

/** Rows as a list, or rows, CSV, page and text in one object. Throws NodeError and CrmError. */
export async function reportOf(asked: Asked): Promise<unknown> {
  const { settings, project, warn } = asked;
  const { timeZone, defaultCountry, projectId } = project.settings;
  const { warnings, ...report } = await makeReport(
    {
      kind: settings.operation === 'reportGroups' ? 'perGroup' : 'perEmployee',
      span: await spanOf(asked),
      groups: (settings.groups ?? []) as GroupBy[],
      language: settings.language ?? 'en',
    },
    {
      ringostat: project.ringostat(),
      clock,
      event: { timeZone, defaultCountry, projectId: projectId || null },
      neverRecord: readNeverRecord(settings.neverRecord),
    },
  );
  warnings.forEach(warn);
  return settings.result === 'report' ? report : report.rows;
}
