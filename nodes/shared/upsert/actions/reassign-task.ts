import { changeTask, HOME_COUNTRY } from '../../../../core';
import { SetUpError } from '../../errors';
import type { ItemResult } from '../../items';
import { taskIdOf, textOf, type Run } from './run';

/** Gives an open task of ours to somebody else, with a line why. Adds `task`. */
export async function reassignTask(run: Run): Promise<ItemResult> {
  const ownerId = textOf(run, 'ownerId');
  if (ownerId === null) throw new SetUpError('Nobody is chosen', 'Choose the user who gets the task.');
  const change = { taskId: taskIdOf(run), line: textOf(run, 'body') ?? '', to: { ownerId } };
  const task = await changeTask(run.account.provider, change, HOME_COUNTRY);
  return { json: { ...run.json, task: { ...task, ownerId } } };
}
