/** Dates of a call. Dates in a webhook have no time zone: the project's is meant (docs/reference/ringostat.md#times). */
import { DateTime } from 'luxon';
import type { CallTimes } from '../model/event';
import { keptZone } from './kept-zone';

/** Formats the cabinet's "date format" is seen with, beside ISO 8601. */
const FORMATS = [
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  'yyyy/MM/dd HH:mm',
];
/** With AM or PM the month comes first, as where such clocks are in use; a 13th month tells that it does not. */
const CLOCK_OF_TWELVE = ['M/d/yyyy', 'd/M/yyyy', 'd.M.yyyy', 'yyyy-MM-dd'].flatMap((day) => [
  `${day} h:mm:ss a`,
  `${day} h:mm a`,
]);
const TWELVE = /[ap]\.?m\.?$/i;
/** Characters; the longest date seen has 32. */
const MAX_DATE = 64;
/** A day alone is no moment: luxon would make midnight of it, and today of a time alone. */
const DAY_AND_TIME = /\d{4}.*\d{1,2}:\d{2}|^\d{8}T?\d{4,6}/;

/** `ua0_-1731315881.12669683`: Unix seconds of the call's start. */
const ID_SECONDS = /^[a-z]{2}\d+_-?(\d{10})\.\d+$/i;

/** Kiribati's is the farthest. */
const MAX_OFFSET_HOURS = 14;

/** A call of another century is a date that was read wrong. */
const isPlausible = (date: DateTime): boolean => date.isValid && date.year >= 2000 && date.year <= 2100;

function fromUnix(text: string): DateTime | null {
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return DateTime.fromSeconds(Number(text));
  if (/^\d{13}$/.test(text)) return DateTime.fromMillis(Number(text));
  if (/^\d{16}$/.test(text)) return DateTime.fromMillis(Math.floor(Number(text) / 1000));
  return null;
}

function parse(text: string, zone: string): DateTime {
  let found = DateTime.fromISO(
    text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T').replace(/ (?=[+-]\d{2}:?\d{2}$)/, ''),
    { zone: keptZone(zone) },
  );
  const twelve = TWELVE.test(text);
  const spelled = twelve ? text.replace(TWELVE, (half) => ` ${half.replace(/\./g, '').toUpperCase()}`) : text;
  for (const format of twelve ? CLOCK_OF_TWELVE : FORMATS) {
    if (found.isValid) break;
    found = DateTime.fromFormat(spelled.replace(/\s+/g, ' '), format, {
      zone: keptZone(zone),
      locale: 'en-US',
    });
  }
  return found;
}

/**
 * Takes a date as text (ISO with or without offset, the cabinet's formats, a clock of twelve hours, Unix seconds,
 * milliseconds or microseconds) and the project's zone for dates without offset; returns the instant in that zone, or
 * null when it cannot be read or lacks the day or the time of day.
 * In the hour that a change of clocks repeats, `near` decides which of the two is meant.
 */
export function readDate(text: string | null, zone: string, near: DateTime | null = null): DateTime | null {
  if (text === null || text.length > MAX_DATE) return null;
  const unix = fromUnix(text)?.setZone(keptZone(zone)) ?? null;
  if (unix) return isPlausible(unix) ? unix : null;
  if (!DAY_AND_TIME.test(text)) return null;
  const found = parse(text, zone);
  if (!isPlausible(found)) return null;
  const [offset, hours] = /(?:Z|[+-](\d{2}):?\d{2})$/i.exec(text.slice(10)) ?? [];
  if (Number(hours ?? 0) > MAX_OFFSET_HOURS) return null;
  const hasOffset = offset !== undefined;
  if (hasOffset || !near) return found;
  const [best] = found
    .getPossibleOffsets()
    .sort((a, b) => Math.abs(a.diff(near).toMillis()) - Math.abs(b.diff(near).toMillis()));
  return best ?? found;
}

/** Takes a Ringostat call id; returns the start of the call it carries, or null for ids of another shape. */
export function dateOfCallId(callId: string | null): DateTime | null {
  const match = ID_SECONDS.exec(callId ?? '');
  return match ? DateTime.fromSeconds(Number(match[1])) : null;
}

const iso = (date: DateTime | null): string | null => date?.toISO({ suppressMilliseconds: true }) ?? null;

/**
 * Takes the dates and durations (seconds) of a call; returns its times in the project's zone and a warning when the
 * date and the call id disagree by whole quarters of an hour, which is what a wrong zone looks like.
 */
export function callTimes(
  call: {
    start: string | null;
    answer: string | null;
    end: string | null;
    callId: string | null;
    durations: { total: number | null; talk: number | null; wait: number | null };
    ended: boolean;
  },
  zone: string,
): { times: CallTimes; warnings: string[] } {
  const { total, talk, wait } = call.durations;
  const idDate = dateOfCallId(call.callId)?.setZone(keptZone(zone)) ?? null;
  const sent = readDate(call.start, zone, idDate);
  const start = sent ?? idDate;
  const warnings: string[] = [];
  if (call.start !== null && !sent)
    warnings.push(
      'The date of the call could not be read: choose the format YYYY-MM-DD HH:MM:SS in the webhook.',
    );
  if (sent && idDate) {
    const minutes = Math.abs(sent.diff(idDate).as('minutes'));
    const off = Math.min(minutes % 15, 15 - (minutes % 15));
    if (minutes > 10 && minutes < 15 * 60 && off < 1.5)
      warnings.push(
        `The date of the call is ${Math.round(minutes)} min off the call id: is ${zone} the time zone of the Ringostat project?`,
      );
  }
  const answered =
    readDate(call.answer, zone, start) ??
    (start && wait !== null && (talk ?? 0) > 0 ? start.plus({ seconds: wait }) : null);
  const length = total ?? (talk !== null && wait !== null ? talk + wait : null);
  const ended =
    readDate(call.end, zone, start) ??
    (call.ended && start && length !== null ? start.plus({ seconds: length }) : null);
  return { times: { startedAt: iso(start), answeredAt: iso(answered), endedAt: iso(ended) }, warnings };
}
