import { changeTask, HOME_COUNTRY } from '../../../../core';
import type { ItemResult } from '../../items';
import { taskIdOf, textOf, type Run } from './run';

/** Completes an open task of ours, with a line why. Adds `task`. */
export async function completeTask(run: Run): Promise<ItemResult> {
  const change = { taskId: taskIdOf(run), line: textOf(run, 'body') ?? '', to: 'done' as const };
  const task = await changeTask(run.account.provider, change, HOME_COUNTRY);
  return { json: { ...run.json, task } };
}
