/** The last activity of a plan: by the call's key on it a replay takes the call for done (seen.ts). */
import type { CallRecordStep, PlanStep, TaskStep } from '../../plan/types';
import { isCall, isTask } from '../shared/steps';
import { paths } from './endpoints';
import { noteEnding } from './note';
import type { ApiActivity } from './types';
import type { Work } from './work';

/** Takes the steps of a plan; returns the one written last: the call record, else the last task, null without both. */
export function lastActivity(steps: readonly PlanStep[]): CallRecordStep | TaskStep | null {
  return steps.find(isCall) ?? steps.filter(isTask).at(-1) ?? null;
}

/** Takes a task and the plan's last activity; returns the call's key when they are one, else null: for the task's note. */
export function endedBy({ key, values: { role } }: TaskStep, last: PlanStep | null): string | null {
  // Made by taskKey (core/plan/keys.ts).
  return last?.key === key && key.endsWith(`_${role}`) ? key.slice(0, -role.length - 1) : null;
}

/** A task that is there and was not the last of its plan, or is an older version's, ends the plan from now on. */
export async function markEnd(work: Work, { id, note }: ApiActivity, call: string): Promise<void> {
  const ending = noteEnding(note ?? '', call);
  if (ending === null) return;
  await work.api.patch(paths.activity(String(id)), { note: ending }, 'marking the task as the last');
}
