/** The ladder and the hours of the desk as both hosts' fields hold them. Light: the editors read them too. */
import { validWorkingHours } from '../matrix/deadline';
import type { WorkingHours } from '../matrix/types';
import { said } from '../text/said';
import { WordedError } from '../text/worded-error';
import type { Rung } from './types';

/** Error: the field cannot be read. The message says how it is written. */
export class DeskError extends WordedError {
  override name = 'DeskError';
}

/** What the fields hold at first. */
export const DESK_DEFAULTS = { ladder: '15 substitute, 60 senior', deskHours: '' };

/** Takes e.g. "15 substitute, 60 senior": minutes without a conversation, and to whom the task goes then. Throws DeskError. */
export function readLadder(typed: string): Rung[] {
  const rungs = typed
    .split(/[\n,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return rungs
    .map((part): Rung => {
      const [, minutes = '', to = ''] = /^(\d{1,5})\s*(?:min)?\s+(substitute|senior)$/i.exec(part) ?? [];
      if (to === '') throw new DeskError(said('desk.badLadder', { given: part }));
      return { afterMinutes: Number(minutes), to: to.toLowerCase() as Rung['to'] };
    })
    .sort((a, b) => a.afterMinutes - b.afterMinutes);
}

/** Takes e.g. "1-5 09:00-18:00" (days of the week, Monday is 1); null when it is empty: every hour counts. Throws DeskError. */
export function readDeskHours(typed: string): WorkingHours | null {
  const given = typed.trim();
  if (given === '') return null;
  const [, days = '', from = '', to = ''] =
    /^([1-7](?:\s*[-,]\s*[1-7])*)\s+(\d{1,2}:\d\d)\s*[-–]\s*(\d{1,2}:\d\d)$/.exec(given) ?? [];
  const hours = { days: daysOf(days), from, to };
  if (!validWorkingHours(hours)) throw new DeskError(said('desk.badHours', { given }));
  return hours;
}

/** "1-5" and "1,3,6-7". */
function daysOf(typed: string): number[] {
  return typed.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map((day) => Number(day.trim()));
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
}
