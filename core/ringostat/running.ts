/**
 * Calls that have not ended yet. The log shows some as `IN PROGRESS` or `CALLING`, others as NO ANSWER with no talk and no
 * length until they end (seen in live logs: a call of seven minutes read so).
 */
import { statusClass } from '../event/status';
import { secondsOf, textOf } from '../event/text';
import type { CallRow, DatedRow } from './types';

/** A row without talk says nothing before this long after the call's start; those who read live logs wait as long. */
export const SETTLES_MS = 600_000;

const classOf = (row: CallRow): ReturnType<typeof statusClass> => statusClass(textOf(row.disposition));

/** Whether the row tells of a conversation; without a talk time (a reading of few fields) its status decides. */
export function hasTalk(row: CallRow): boolean {
  const talk = secondsOf(row.billsec);
  return talk === null ? [null, 'answered'].includes(classOf(row)) : talk > 0;
}

/**
 * Takes a row and when it is read (milliseconds since the epoch; null: no clock). True while the call may still be running. The
 * clocks may differ either way, but a row of the far future is of a wrong clock and is read as it stands.
 */
export function isRunning({ row, at }: Pick<DatedRow, 'row' | 'at'>, now: number | null): boolean {
  if (classOf(row) === 'running') return true;
  return now !== null && !hasTalk(row) && Math.abs(now - at) < SETTLES_MS;
}
