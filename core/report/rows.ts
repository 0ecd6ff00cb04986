/** Rows for any table node: flat, names of columns that never change, and beside them the calls behind each figure. */
import type { Language } from '../model/plan';
import { COLUMN_IDS, type ColumnId } from './columns';
import type { GroupBy } from './groups';
import type { Report } from './report';
import { rowLabel, spanTimes } from './words';

export type FlatRow = Record<ColumnId, number> & {
  by: GroupBy;
  name: string;
  /** ISO 8601 with the offset of the project's zone. */
  from: string;
  to: string;
  calls: Record<ColumnId, string[]>;
};

const ofColumns = <T>(value: (id: ColumnId) => T): Record<ColumnId, T> =>
  Object.fromEntries(COLUMN_IDS.map((id) => [id, value(id)])) as Record<ColumnId, T>;

/** Takes a report; returns one row per row of its tables, without totals, which a table would add up again. */
export function flatRows(report: Report, language: Language): FlatRow[] {
  const span = spanTimes(report);
  return report.tables.flatMap(({ by, rows }) =>
    rows.map((row) => ({
      by,
      name: rowLabel(row, by, language),
      ...span,
      ...ofColumns((id) => row.figures[id].value),
      calls: ofColumns((id) => row.figures[id].calls),
    })),
  );
}
