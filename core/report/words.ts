/** A report in words: names of columns and rows, the span, values as people read them. */
import { DateTime } from 'luxon';
import type { Language } from '../model/plan';
import { formatDuration, formatTime, say, type TextCode } from '../text/text';
import { columnOf, type ColumnId } from './columns';
import type { GroupBy } from './groups';
import type { Report, ReportRow } from './report';

export const columnLabel = (id: ColumnId, language: Language): string => say(language, `report.column.${id}`);
export const columnAbout = (id: ColumnId, language: Language): string => say(language, `report.about.${id}`);
export const groupLabel = (by: GroupBy, language: Language): string => say(language, `report.by.${by}`);

/** Nobody among employees, none elsewhere. */
export function rowLabel(row: Pick<ReportRow, 'label'>, by: GroupBy, language: Language): string {
  const code: TextCode = by === 'employee' ? 'report.nobody' : 'report.none';
  return row.label ?? say(language, code);
}

/** 1 h 2 min 5 s, or a number. */
export const shownValue = (id: ColumnId, value: number, language: Language): string =>
  columnOf(id).unit === 'seconds' ? formatDuration(value, language) : String(value);

/** Both ends as local times; the end is not part of the span. */
export function spanLabel({ span, timeZone }: Report, language: Language): string {
  const [from, to] = [span.from, span.to].map((iso) => formatTime(iso, timeZone, language));
  return say(language, 'report.span', { from: from ?? '', to: to ?? '' });
}

/** Both ends with the offset of the zone, for tables. */
export function spanTimes({ span, timeZone }: Report): { from: string; to: string } {
  const local = (iso: string): string =>
    DateTime.fromISO(iso, { setZone: true }).setZone(timeZone).toISO({ suppressMilliseconds: true }) ?? iso;
  return { from: local(span.from), to: local(span.to) };
}
