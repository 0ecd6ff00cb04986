/** Times and durations as people read them. */
import { DateTime } from 'luxon';
import type { Language } from '../model/plan';

const TIME_FORMAT: Readonly<Record<Language, string>> = {
  en: 'd LLL yyyy, HH:mm',
  uk: 'dd.MM.yyyy, HH:mm',
  ru: 'dd.MM.yyyy, HH:mm',
};
const UNITS: Readonly<Record<Language, readonly [hour: string, minute: string, second: string]>> = {
  en: ['h', 'min', 's'],
  uk: ['год', 'хв', 'с'],
  ru: ['ч', 'мин', 'с'],
};

/** Takes an ISO time and an IANA zone; returns the local time, e.g. "21 Nov 2026, 14:00"; the input when unreadable. */
export function formatTime(iso: string, zone: string, language: Language): string {
  const time = DateTime.fromISO(iso, { setZone: true });
  const local = time.setZone(zone);
  const shown = local.isValid ? local : time;
  return shown.isValid ? shown.setLocale('en').toFormat(TIME_FORMAT[language]) : iso;
}

/** Takes seconds; returns e.g. "1 min 34 s", "1 h 0 min 5 s". Abbreviated units need no plural forms. */
export function formatDuration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hour, minute, second] = UNITS[language];
  const parts: string[] = [];
  if (whole >= 3600) parts.push(`${Math.floor(whole / 3600)} ${hour}`);
  if (whole >= 60) parts.push(`${Math.floor((whole % 3600) / 60)} ${minute}`);
  parts.push(`${whole % 60} ${second}`);
  return parts.join(' ');
}
