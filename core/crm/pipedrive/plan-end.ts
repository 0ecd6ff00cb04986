/** The last activity of a plan: by the call's key on it a replay takes the call for done (seen.ts). */
import { callOfTask } from '../../plan/keys';
import type { PlanStep, TaskStep } from '../../model/plan';
import { paths } from './endpoints';
import { noteEnding } from './note';
import type { ApiActivity } from './types';
import type { Work } from './work';
import { said } from '../../text/said';

/** Takes a task and the plan's last activity; returns the call's key when they are one, else null: for the task's note. */
export function endedBy({ key, values: { role } }: TaskStep, last: PlanStep | null): string | null {
  return last?.key === key ? callOfTask(key, role) : null;
}

/** A task that is there and was not the last of its plan, or is an older version's, ends the plan from now on. */
export async function markEnd(work: Work, { id, note }: ApiActivity, call: string): Promise<void> {
  const ending = noteEnding(note ?? '', call);
  if (ending === null) return;
  await work.api.patch(paths.activity(String(id)), { note: ending }, said('doing.markLast'));
}
