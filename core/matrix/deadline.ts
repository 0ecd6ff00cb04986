/** When a task is due. Hours are real hours; working hours are counted on the project's wall clock (DST safe). */
import { DateTime } from 'luxon';
import type { WorkingHours } from './types';

/** Longest search for working time: a working week with one short day still ends well inside two years. */
const MAX_DAYS = 730;
const CLOCK = /^([01]?\d|2[0-4]):([0-5]\d)$/;

function at(day: DateTime, clock: string): DateTime | null {
  const match = CLOCK.exec(clock);
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  if (hour === 24) return minute === 0 ? day.plus({ days: 1 }).startOf('day') : null;
  return day.set({ hour, minute });
}

/** True when the hours name at least one weekday and an opening before the closing. */
export function validWorkingHours(hours: WorkingHours | null): hours is WorkingHours {
  if (hours === null || !hours.days.some((day) => Number.isInteger(day) && day >= 1 && day <= 7))
    return false;
  const day = DateTime.fromISO('2024-01-10', { zone: 'utc' });
  const [from, to] = [at(day, hours.from), at(day, hours.to)];
  return from !== null && to !== null && from < to;
}

/**
 * Takes an ISO time, an IANA zone, a number of hours and the working hours (null: every hour counts).
 * Returns the due time as ISO 8601 with the zone's offset, to the second. Needs `validWorkingHours`.
 */
export function dueAt(iso: string, zone: string, hours: number, working: WorkingHours | null): string {
  const read = DateTime.fromISO(iso, { setZone: true });
  const local = read.setZone(zone);
  const start = local.isValid ? local : read;
  const due =
    working === null ? start.plus({ milliseconds: hours * 3_600_000 }) : countWorking(start, hours, working);
  return due.toISO({ suppressMilliseconds: true }) ?? iso;
}

function countWorking(start: DateTime, hours: number, working: WorkingHours): DateTime {
  let left = hours * 3_600_000;
  for (let offset = 0; offset < MAX_DAYS; offset++) {
    const day = start.startOf('day').plus({ days: offset });
    if (!working.days.includes(day.weekday)) continue;
    const from = at(day, working.from);
    const to = at(day, working.to);
    if (!from || !to || to <= start) continue;
    const begin = from > start ? from : start;
    // Real milliseconds of this day's working time: a DST change inside it makes the day longer or shorter.
    const room = to.toMillis() - begin.toMillis();
    if (left <= room) return begin.plus({ milliseconds: left });
    left -= room;
  }
  return start.plus({ milliseconds: hours * 3_600_000 });
}
