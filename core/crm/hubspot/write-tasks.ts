/** Writes the tasks of a plan: one request for all; if HubSpot refuses any, each one separately. */
import { CrmError } from '../../http/errors';
import type { TaskStep } from '../../model/plan';
import type { Properties } from './api';
import type { Target, Written } from '../engine/run';
import { inlineLinks } from './associations';
import { linksLeft } from './gone';
import { isKeyless, writeActivity } from './keyless';
import { HTML_MAX, isRingostatLink, toHtml } from '../engine/html';
import { TASK_KEY } from './properties';
import { makeProperties, otherOwner } from './remedies';
import { utc } from '../engine/times';
import { filled, short } from './values';
import { hasKeys } from './write-record';
import type { Work } from './work';
import { said } from '../../text/said';

export interface LinkedTask {
  step: TaskStep;
  targets: Target[];
}
export type TaskResult = Written | CrmError;

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

const one = (work: Work, { step, targets }: LinkedTask): Promise<TaskResult> =>
  writeActivity(work, 'tasks', step.key, (mark) => ({
    type: 'tasks',
    properties: taskValues(step, mark),
    associations: inlineLinks('tasks', targets),
    keys: mark ? [] : [TASK_KEY],
    relink: () => linksLeft(work.api, 'tasks', targets),
    needed: ['hs_timestamp'],
    given: step.values,
    action: said('doing.createKind', { kind: said('of.task') }),
    remedies: [makeProperties(work, 'tasks'), otherOwner(step.values.fallbackOwnerId), otherOwner(null)],
  })).catch((error: unknown) => {
    if (error instanceof CrmError) return error;
    throw error;
  });

/** Errors after which single requests cannot do better. */
const HOPELESS = new Set(['credentialRefused', 'rateLimited', 'temporary']);

/**
 * Tasks that are there already, by key. A portal without the key has none; with a key that is not unique nobody can
 * tell, so a request of `unknown` outcome stays unknown: throws its error.
 */
async function present(
  work: Work,
  tasks: LinkedTask[],
  unknown: CrmError | null,
): Promise<Map<string, string>> {
  const { api } = work;
  const keys = tasks.map(({ step }) => step.key);
  try {
    const rows = await api.batchRead('tasks', keys, [TASK_KEY], { idProperty: TASK_KEY });
    return new Map(rows.map(({ id, properties }) => [properties[TASK_KEY] ?? '', id]));
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind !== 'invalidField') throw error;
    if (unknown && !(await hasKeys(work, 'tasks', [TASK_KEY]))) throw unknown;
    return new Map();
  }
}

async function all(work: Work, tasks: LinkedTask[]): Promise<TaskResult[]> {
  const inputs = tasks.map(({ step, targets }) => ({
    properties: taskValues(step),
    associations: inlineLinks('tasks', targets),
  }));
  let madeNow = new Map<string, string>();
  let unknown: CrmError | null = null;
  try {
    const { made, refused } = await work.api.batchCreate('tasks', inputs, said('doing.createTasks'));
    madeNow = new Map(
      made.map(({ id, properties }, index) => [properties[TASK_KEY] ?? tasks[index]?.step.key ?? '', id]),
    );
    if (refused === 0) {
      return tasks.map(({ step }, index) => ({
        id: madeNow.get(step.key) ?? made[index]?.id ?? '',
        status: 'created',
        notes: [],
      }));
    }
  } catch (error) {
    if (!(error instanceof CrmError) || HOPELESS.has(error.kind)) throw error;
    if (error.kind === 'outcomeUnknown') unknown = error;
  }
  const known = await present(work, tasks, unknown);
  return Promise.all(
    tasks.map((task): Promise<TaskResult> => {
      const id = known.get(task.step.key);
      if (id === undefined) return one(work, task);
      const status = unknown || madeNow.get(task.step.key) === id ? 'created' : 'alreadyThere';
      return Promise.resolve({ id, status, notes: [] });
    }),
  );
}

/** Writes the tasks; returns for each, in order, what became of it. */
export async function writeTasks(work: Work, tasks: LinkedTask[]): Promise<TaskResult[]> {
  const [first, ...others] = tasks;
  if (!first) return [];
  if (others.length === 0) return [await one(work, first)];
  if (isKeyless(work.api, 'tasks')) return Promise.all(tasks.map((task) => one(work, task)));
  try {
    return await all(work, tasks);
  } catch (error) {
    if (error instanceof CrmError) return tasks.map(() => error);
    throw error;
  }
}
