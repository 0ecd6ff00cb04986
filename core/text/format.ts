/** Times and durations as people read them. */
import { DateTime } from 'luxon';
import type { Language } from '../model/plan';
import { catalogues } from './catalogues';

function shownBy(format: string, iso: string, zone: string): string {
  const time = DateTime.fromISO(iso, { setZone: true });
  const local = time.setZone(zone);
  const shown = local.isValid ? local : time;
  return shown.isValid ? shown.setLocale('en').toFormat(format) : iso;
}

/** Takes an ISO time and an IANA zone; returns the local time, e.g. "21 Nov 2026, 14:00"; the input when unreadable. */
export const formatTime = (iso: string, zone: string, language: Language): string =>
  shownBy(catalogues[language]['format.time'], iso, zone);
/** The same to the second, by which calls of one minute are told apart. */
export const formatMoment = (iso: string, zone: string, language: Language): string =>
  shownBy(catalogues[language]['format.moment'], iso, zone);

/** Takes seconds; returns e.g. "1 min 34 s", "1 h 0 min 5 s". Abbreviated units need no plural forms. */
export function formatDuration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds));
  const words = catalogues[language];
  const parts: string[] = [];
  if (whole >= 3600) parts.push(`${Math.floor(whole / 3600)} ${words['format.hour']}`);
  if (whole >= 60) parts.push(`${Math.floor((whole % 3600) / 60)} ${words['format.minute']}`);
  parts.push(`${whole % 60} ${words['format.second']}`);
  return parts.join(' ');
}
