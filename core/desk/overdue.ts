/** The list for a messenger: who called in vain and still waits. */
import { clientLineOf, type MissedTask } from '../matrix/missed-task';
import type { Team } from '../model/team';
import { formatDuration, formatTime, say } from '../text/text';
import { noHistory, type History } from './history';
import { rungDue, type Handing } from './ladder';
import type { DeskSettings, OverdueRow } from './types';

/** Name of a CRM user, as the team knows him; his id otherwise. */
export function ownerName({ employees }: Team, ownerId: string | null): string | null {
  if (ownerId === null) return null;
  return employees.find(({ crmUserId }) => crmUserId === ownerId)?.name ?? ownerId;
}

/** The first rung is due; without a ladder, the task's own deadline has passed. */
function isOverdue({ at, task }: MissedTask, settings: DeskSettings, now: number): boolean {
  const [first] = settings.ladder;
  if (first) return at !== null && rungDue(at, first, settings) <= now;
  const due = task.dueAt === null ? Number.NaN : Date.parse(task.dueAt);
  return due <= now;
}

export interface Waiting {
  one: MissedTask;
  /** Where it went in this sweep. */
  handing: Handing | null;
}

function rowOf(
  { one, handing }: Waiting,
  history: History,
  team: Team,
  { language, timeZone }: DeskSettings,
  now: number,
): OverdueRow {
  const { task, at, client: number } = one;
  const since = at === null ? null : new Date(at).toISOString();
  const after = ({ at: moment }: { at: number }): boolean => at === null || moment >= at;
  const ownerId = handing?.ownerId ?? task.ownerId;
  const owner = ownerName(team, ownerId);
  const client = clientLineOf(task) ?? number ?? task.title;
  const missed = Math.max(1, history.missed.filter(after).length);
  const attempts = history.attempts.filter(after).length;
  const text = say(language, 'desk.row', {
    client,
    since: since === null ? '–' : formatTime(since, timeZone, language),
    waited: at === null ? '–' : formatDuration(Math.floor((now - at) / 60_000) * 60, language),
    missed,
    attempts,
    owner: owner ?? say(language, 'nobody'),
    link: task.url ?? '',
  }).trim();
  return {
    client,
    number,
    since,
    waitedMinutes: at === null ? null : Math.max(0, Math.floor((now - at) / 60_000)),
    missed,
    attempts,
    owner,
    ownerId,
    direction:
      team.employees.find(({ crmUserId }) => crmUserId !== null && crmUserId === ownerId)?.main[0] ?? null,
    taskId: task.id,
    link: task.url,
    handedOnAt: handing?.rung ?? null,
    escalated: handing?.isLast ?? false,
    text,
  };
}

/** Takes the tasks that are left; returns the overdue ones, the longest first, and all of them as one text. */
export function overdueOf(
  waiting: Waiting[],
  histories: ReadonlyMap<string, History>,
  team: Team,
  settings: DeskSettings,
  now: number,
): { rows: OverdueRow[]; text: string } {
  const rows = waiting
    .filter(({ one }) => isOverdue(one, settings, now))
    .sort((a, b) => (a.one.at ?? 0) - (b.one.at ?? 0))
    .map((one) => rowOf(one, histories.get(one.one.client ?? '') ?? noHistory, team, settings, now));
  if (rows.length === 0) return { rows, text: '' };
  const head = say(settings.language, 'desk.head', { count: rows.length });
  return { rows, text: [head, ...rows.map(({ text }, index) => `${index + 1}. ${text}`)].join('\n') };
}
