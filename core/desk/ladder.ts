/** Who gets a missed task next, and when: each rung once, known by its line in the task. */
import { dueAt, validWorkingHours } from '../matrix/deadline';
import { linesOf, type MissedTask } from '../matrix/missed-task';
import type { Team } from '../model/team';
import { catalogues, LANGUAGES } from '../text/text';
import { fill } from '../text/fill';
import type { DeskSettings, Rung } from './types';

/** When the rung is due, ms: real hours, or working hours of the project's wall clock. */
export function rungDue(at: number, { afterMinutes }: Rung, settings: DeskSettings): number {
  const { timeZone, workingHours } = settings;
  const hours = validWorkingHours(workingHours) ? workingHours : null;
  return Date.parse(dueAt(new Date(at).toISOString(), timeZone, afterMinutes / 60, hours));
}

/** How lines of this rung begin, in every language: up to whom the task went to. */
function beginsOf(rung: number): string[] {
  return LANGUAGES.map((language) => {
    const [head = ''] = catalogues[language]['line.missed.handed'].split('{owner}');
    return fill(head, { rung });
  });
}
function isDone({ task }: MissedTask, rung: number): boolean {
  const begins = beginsOf(rung);
  return linesOf(task.text).some((line) => begins.some((begin) => line.startsWith(begin)));
}

/** CRM user of the rung for a task of this owner; null when there is nobody, or it is he already. */
function targetOf({ to }: Rung, ownerId: string | null, { employees, senior }: Team): string | null {
  if (to === 'senior') return senior;
  const owner = employees.find(({ crmUserId }) => crmUserId !== null && crmUserId === ownerId);
  const substitute = employees.find(({ id }) => id === owner?.substitute);
  return substitute?.active ? substitute.crmUserId : null;
}

export interface Handing {
  /** From 1. */
  rung: number;
  ownerId: string;
  isLast: boolean;
}

/** Takes an open missed task; returns where it has to go now, null when it stays. A late sweep goes to the highest rung due. */
export function nextRung(
  one: MissedTask,
  { ladder, ...rest }: DeskSettings,
  team: Team,
  now: number,
): Handing | null {
  const { at, task } = one;
  if (at === null) return null;
  const settings = { ladder, ...rest };
  const done = ladder.reduce((last, _rung, index) => (isDone(one, index + 1) ? index + 1 : last), 0);
  for (let rung = ladder.length; rung > done; rung -= 1) {
    const step = ladder[rung - 1];
    if (!step || rungDue(at, step, settings) > now) continue;
    const ownerId = targetOf(step, task.ownerId, team);
    if (ownerId !== null && ownerId !== task.ownerId)
      return { rung, ownerId, isLast: rung === ladder.length };
  }
  return null;
}
