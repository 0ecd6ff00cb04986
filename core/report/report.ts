/** A report as it is handed on, and what it is asked for. */
import type { Span } from '../ringostat/types';
import type { ColumnId } from './columns';
import type { GroupBy } from './groups';
import type { Scope } from './types';

/** A number and the calls behind it. */
export interface Figure {
  value: number;
  calls: string[];
}
export interface ReportRow {
  key: string;
  /** Shown as it is; null: worded by the language (nobody, none). */
  label: string | null;
  figures: Record<ColumnId, Figure>;
}
export interface ReportTable {
  by: GroupBy;
  rows: ReportRow[];
}
export interface Report {
  span: Span;
  timeZone: string;
  /** Calls counted, and those between employees, which are not. */
  calls: number;
  internal: number;
  tables: ReportTable[];
  total: Record<ColumnId, Figure>;
  /** What a person should know, each sentence once. */
  warnings: string[];
}
export interface ReportOptions extends Scope {
  by: readonly GroupBy[];
}
