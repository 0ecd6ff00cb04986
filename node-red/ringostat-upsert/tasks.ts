import { changeTask, listTasks, NodeError, type TaskChange } from '../host/product';
import type { Run } from './run';

/** Adds `payload.tasks`: open tasks that this product made. */
export async function getManyTasks(run: Run): Promise<void> {
  const { onlyMissed = true, defaultCountry: home } = run.settings;
  const tasks = await listTasks(run.account.provider, { onlyMissed, home });
  run.finish({ ...run.payload, tasks }, `${tasks.length}`);
}

async function change(run: Run, to: TaskChange['to']): Promise<void> {
  const taskId = await run.value('recordId');
  if (taskId === null) throw new NodeError('noTaskId');
  const line = (await run.value('body')) ?? '';
  const { provider } = run.account;
  const task = await changeTask(provider, { taskId, line, to }, run.settings.defaultCountry);
  run.finish({ ...run.payload, task: to === 'done' ? task : { ...task, ...to } }, run.text('done'));
}

/** Completes an open task of ours. Throws NodeError when none is named. */
export const completeTask = (run: Run): Promise<void> => change(run, 'done');

/** Gives it to somebody else. Throws NodeError when nobody is named. */
export async function reassignTask(run: Run): Promise<void> {
  const ownerId = await run.value('ownerId');
  if (ownerId === null) throw new NodeError('noOwner');
  await change(run, { ownerId });
}
