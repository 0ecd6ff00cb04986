/** Writes the tasks of a plan: one request for all; if HubSpot refuses any, each one separately. */
import { CrmError } from '../../http/errors';
import type { TaskStep } from '../../model/plan';
import type { Properties } from './api';
import type { Target } from '../engine/run';
import type { Sent } from '../engine/write';
import { inlineLinks } from './associations';
import { BATCH_MAX } from './api';
import { HTML_MAX, isRingostatLink, toHtml } from '../engine/html';
import { TASK_KEY } from './properties';
import type { ApiRecord } from './records';
import { hasKeys } from './remedies';
import { utc } from '../engine/times';
import { filled, short } from './values';
import type { Work } from './work';
import { newWrite, type Write } from './write';
import { said } from '../../text/said';

/**
 * Values of a task. A done task is completed at its due time, the end of the call. `mark`: HTML at the end of the body, in
 * place of the key.
 */
export function taskValues({ key, values }: TaskStep, mark = ''): Properties {
  const { state, subject, body, dueAt, ownerId, fields } = values;
  const links = body.split(/\s+/).filter(isRingostatLink);
  return {
    ...filled({
      hs_timestamp: utc(dueAt),
      hs_task_subject: short(subject),
      hs_task_body: toHtml(body, links, HTML_MAX - mark.length) + mark,
      hs_task_status: state === 'done' ? 'COMPLETED' : 'NOT_STARTED',
      hs_task_priority: state === 'done' ? 'MEDIUM' : 'HIGH',
      hs_task_type: 'CALL',
      hubspot_owner_id: ownerId,
      [TASK_KEY]: mark ? null : key,
    }),
    ...filled(fields),
  };
}

export const newTask = (step: TaskStep, targets: Target[]): Write =>
  newWrite(step, {
    type: 'tasks',
    values: taskValues(step),
    targets,
    keys: [TASK_KEY],
    needed: ['hs_timestamp'],
    action: said('doing.createKind', { kind: said('of.task') }),
    body: (mark) => taskValues(step, mark).hs_task_body ?? '',
  });

/** Several tasks go in one request, unless one of them was refused in it or they have no keys. As Writing.waves. */
export function together(pending: Write[]): Write[][] {
  const isBatch = pending.every(
    ({ type, id, mark, alone }) => type === 'tasks' && id === null && !mark && !alone,
  );
  return isBatch && pending.length <= BATCH_MAX ? [pending] : pending.map((write) => [write]);
}

/** Errors after which single requests cannot do better. */
const HOPELESS = new Set(['credentialRefused', 'rateLimited', 'temporary']);

/**
 * Tasks that are there already, by key. A portal without the key has none; with a key that is not unique nobody can
 * tell, so a request of `unknown` outcome stays unknown: null.
 */
async function present(
  work: Work,
  tasks: Write[],
  unknown: CrmError | null,
): Promise<Map<string | undefined, string> | null> {
  const { api } = work;
  const keys = tasks.flatMap(({ step }) => step?.key ?? []);
  try {
    const rows = await api.batchRead('tasks', keys, [TASK_KEY], { idProperty: TASK_KEY });
    return new Map(rows.map(({ id, properties }) => [properties[TASK_KEY] ?? '', id]));
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind !== 'invalidField') throw error;
    return unknown && !(await hasKeys(work, 'tasks', [TASK_KEY])) ? null : new Map();
  }
}

/** Sends tasks in one request; where HubSpot does not take them all, those that are not there are left for single ones. */
export async function sendTasks(work: Work, tasks: Write[]): Promise<Sent<ApiRecord>[]> {
  const inputs = tasks.map(({ values, targets }) => ({
    properties: values,
    associations: inlineLinks('tasks', targets),
  }));
  let madeNow = new Map<string | undefined, string>();
  let unknown: CrmError | null = null;
  try {
    const { made, refused } = await work.api.batchCreate('tasks', inputs, said('doing.createTasks'));
    madeNow = new Map(
      made.map(({ id, properties }, at) => [properties[TASK_KEY] ?? tasks[at]?.step?.key, id]),
    );
    if (refused === 0)
      return tasks.map(({ step }, at) => ({
        is: 'created',
        id: madeNow.get(step?.key) ?? made[at]?.id ?? '',
      }));
  } catch (error) {
    if (!(error instanceof CrmError) || HOPELESS.has(error.kind)) throw error;
    if (error.kind === 'outcomeUnknown') unknown = error;
  }
  const known = await present(work, tasks, unknown);
  return tasks.map((task): Sent<ApiRecord> => {
    task.alone = true;
    if (known === null) return { is: 'refused', error: unknown as CrmError };
    const id = known.get(task.step?.key);
    if (id === undefined) return { is: 'held' };
    const created = unknown !== null || madeNow.get(task.step?.key) === id;
    return { is: 'there', id, status: created ? 'created' : 'alreadyThere' };
  });
}
