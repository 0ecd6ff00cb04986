/** Tasks of ours by hand: list them, complete one, give it to somebody else. The same in both hosts. */
import type { Amendment, CrmProvider, OwnTask } from '../crm/port';
import { CrmError } from '../http/errors';
import { clientLineOf, clientOfTask, missedTask } from '../matrix/missed-task';
import { said } from '../text/said';

/** An open task of ours as a row. */
export interface TaskRow {
  taskId: string;
  /** Key of the call and role that made it. */
  key: string;
  title: string;
  /** It is for a missed call or a voicemail. */
  missed: boolean;
  client: string | null;
  /** E.164 */
  number: string | null;
  /** ISO 8601, of the missed call. */
  since: string | null;
  dueAt: string | null;
  ownerId: string | null;
  link: string | null;
}

function toRow(task: OwnTask, home: string): TaskRow {
  const missed = missedTask(task, home);
  return {
    taskId: task.id,
    key: task.key,
    title: task.title,
    missed: missed !== null,
    client: clientLineOf(task),
    number: clientOfTask(task, home),
    since: missed?.at === undefined || missed.at === null ? null : new Date(missed.at).toISOString(),
    dueAt: task.dueAt,
    ownerId: task.ownerId,
    link: task.url,
  };
}

/** Open tasks that this product made, those of missed calls alone where wanted. Throws CrmError. */
export async function listTasks(
  provider: CrmProvider,
  { onlyMissed, home }: { onlyMissed: boolean; home: string },
): Promise<TaskRow[]> {
  const rows = ((await provider.tasks?.open()) ?? []).map((task) => toRow(task, home));
  return rows.filter(({ missed }) => missed || !onlyMissed);
}

/** What is done to one of them. `line`: why, at the end of its text; empty: nothing is added. */
export interface TaskChange {
  taskId: string;
  line: string;
  /** Completed, or given to this CRM user. */
  to: 'done' | { ownerId: string };
}

/** Changes one; returns it as it was. Throws CrmError, also where it is no open task of ours. */
export async function changeTask(
  provider: CrmProvider,
  { taskId, line, to }: TaskChange,
  home: string,
): Promise<TaskRow> {
  const task = ((await provider.tasks?.open()) ?? []).find(({ id }) => id === taskId);
  if (!task || !provider.earlier) {
    const message = said('desk.noTask', { id: taskId });
    const advice = said('desk.noTask.advice');
    throw new CrmError({ kind: 'notFound', system: provider.label, message, advice });
  }
  const lines = line.trim() ? [line.trim()] : [];
  const change: Amendment =
    to === 'done' ? { lines, done: true } : { lines, done: false, ownerId: to.ownerId };
  await provider.earlier.amend(task, change, task.links);
  return toRow(task, home);
}
