/** Spans people ask reports for: whole days, weeks and months of the project's calendar. */
import { DateTime } from 'luxon';
import type { Span } from '../ringostat/types';

export type Period = 'yesterday' | 'lastWeek' | 'lastMonth';
const UNIT: Record<Period, 'day' | 'week' | 'month'> = {
  yesterday: 'day',
  lastWeek: 'week',
  lastMonth: 'month',
};

/** Takes a moment (ms) and an IANA zone; returns the last whole day, week (from Monday) or month before it. */
export function spanOfPeriod(period: Period, now: number, timeZone: string): Span {
  const unit = UNIT[period];
  const end = DateTime.fromMillis(now, { zone: timeZone }).startOf(unit);
  const start = end.minus({ [unit]: 1 }).startOf(unit);
  return { from: start.toISO() ?? '', to: end.toISO() ?? '' };
}
