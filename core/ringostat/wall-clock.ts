/**
 * What a clock on the wall of a zone shows, as milliseconds that only ever grow. Windows of the call log are cut in it:
 * `from` and `to` are dates without an offset, and whatever zone Ringostat takes them for, windows that touch on the
 * wall touch in the log too. Cut in true time, the night the clocks go back would leave a hole.
 */
import { DateTime } from 'luxon';

const HALF_HOUR_MS = 1_800_000;

/** Takes an instant; returns its wall clock in its own zone, whole seconds in ms. */
export function wallOf(instant: DateTime): number {
  return Math.floor((instant.toMillis() + instant.offset * 60_000) / 1000) * 1000;
}

/** `2026-07-01 21:00:00`, as `from` and `to` are written. */
export const stampOf = (wall: number): string =>
  DateTime.fromMillis(wall, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ss');

/** The instant, in the zone; of a wall clock shown twice the first one. */
export const instantOf = (wall: number, zone: string): DateTime =>
  DateTime.fromMillis(wall, { zone: 'utc' }).setZone(zone, { keepLocalTime: true });

/** True in the hour that is shown twice when the clocks go back. */
const isShownTwice = (wall: number, zone: string): boolean =>
  instantOf(wall, zone).getPossibleOffsets().length > 1;

/**
 * Takes a wanted cut and the wall clock it must stay behind; returns the cut, before the hour that is shown twice: calls
 * of both its passes belong into one window, else they would not come oldest first.
 */
export function cutAt(wanted: number, after: number, zone: string): number {
  let cut = wanted;
  while (isShownTwice(cut, zone) && cut - HALF_HOUR_MS > after) cut -= HALF_HOUR_MS;
  return cut;
}
