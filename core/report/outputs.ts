/** Every form in which a report is handed on. */
import type { Language } from '../model/plan';
import { reportCsv } from './csv';
import { reportMessage } from './message';
import { reportPage } from './page';
import type { Report } from './report';
import { flatRows, type FlatRow } from './rows';

export interface ReportOutputs {
  /** For table nodes. */
  rows: FlatRow[];
  csv: string;
  /** One page that loads nothing. */
  html: string;
  /** For a messenger, 4,000 characters at most. */
  text: string;
  warnings: string[];
}

export const reportOutputs = (report: Report, language: Language): ReportOutputs => ({
  rows: flatRows(report, language),
  csv: reportCsv(report, language),
  html: reportPage(report, language),
  text: reportMessage(report, language),
  warnings: report.warnings,
});
