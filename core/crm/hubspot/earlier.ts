/** As EarlierEvents: calls and tasks by their unique keys; HubSpot changes both. */
import { CrmError } from '../../http/errors';
import type { CallRecordStep, TaskStep } from '../../model/plan';
import type { Amendment, CallActivity, EarlierEvents, WrittenCall } from '../port';
import { HTML_MAX, isRingostatLink, toHtml } from '../engine/html';
import { activityKeys } from '../engine/activity-keys';
import { without } from '../engine/text';
import type { HubSpotApi, Properties } from './api';
import { isMarked, markLine, recordsByMark } from './keyless';
import { BODY, RECORDING } from './late-recording';
import { CALL_ID, TASK_KEY } from './properties';
import type { ApiRecord } from './records';
import { callValues } from './write-calls';
import { taskValues } from './write-tasks';
import { said } from '../../text/said';

const TITLE = 'hs_call_title';
const SUBJECT = 'hs_task_subject';
const TASK_BODY = 'hs_task_body';
const STATUS = 'hs_task_status';
const DONE = 'COMPLETED';

/** Records by key with these properties; in a portal without the key those with its mark. Throws CrmError. */
async function rows(
  api: HubSpotApi,
  type: 'calls' | 'tasks',
  keys: string[],
  wanted: string[],
): Promise<ApiRecord[]> {
  const idProperty = type === 'calls' ? CALL_ID : TASK_KEY;
  if (keys.length === 0) return [];
  try {
    return await api.batchRead(type, keys, [idProperty, ...wanted], { idProperty });
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'invalidField')
      return recordsByMark(api, type, keys, wanted);
    throw error;
  }
}

const textOf = ({ properties }: ApiRecord, name: string): string => properties[name] ?? '';

/** A hundred in one request. */
async function written(api: HubSpotApi, callIds: string[]): Promise<Map<string, WrittenCall>> {
  const found = await rows(api, 'calls', [...new Set(callIds)], [TITLE, RECORDING, BODY]);
  return new Map(
    found.map((row) => [
      textOf(row, CALL_ID),
      { title: textOf(row, TITLE), text: `${textOf(row, BODY)}\n${textOf(row, RECORDING)}` },
    ]),
  );
}

async function ofCall(api: HubSpotApi, call: string): Promise<CallActivity[]> {
  const [calls, tasks] = await Promise.all([
    rows(api, 'calls', [call], [TITLE, RECORDING, BODY]),
    rows(api, 'tasks', activityKeys(call).tasks, [SUBJECT, TASK_BODY, STATUS]),
  ]);
  return [
    ...calls.map((row): CallActivity => ({
      kind: 'callRecord',
      id: row.id,
      key: call,
      open: false,
      title: textOf(row, TITLE),
      text: `${textOf(row, BODY)}\n${textOf(row, RECORDING)}`,
    })),
    ...tasks.map((row): CallActivity => ({
      kind: 'task',
      id: row.id,
      key: textOf(row, TASK_KEY),
      open: textOf(row, STATUS) !== DONE,
      title: textOf(row, SUBJECT),
      text: textOf(row, TASK_BODY),
    })),
  ];
}

function valuesOf(step: CallRecordStep | TaskStep, mark: string): Properties {
  if (step.kind === 'task') return without(taskValues(step, mark), TASK_KEY);
  return without(callValues(step, { mark }), CALL_ID);
}

function changed({ text, kind, key }: CallActivity, change: Amendment): Properties {
  if ('step' in change) return valuesOf(change.step, isMarked(text, key) ? markLine(key) : '');
  const added = toHtml(change.lines.join('\n'), change.lines.filter(isRingostatLink));
  const longer = text.trim() ? `${text}<br>${added}` : added;
  const room = added !== '' && longer.length <= HTML_MAX;
  return {
    ...(room ? { [kind === 'task' ? TASK_BODY : BODY]: longer } : {}),
    ...(change.done ? { [STATUS]: DONE } : {}),
    ...(change.ownerId === undefined ? {} : { hubspot_owner_id: change.ownerId }),
  };
}

export const earlierEvents = (api: HubSpotApi): EarlierEvents => ({
  written: (callIds) => written(api, callIds),
  ofCall: (call) => ofCall(api, call),
  async amend(activity, change) {
    const properties = changed(activity, change);
    const type = activity.kind === 'task' ? 'tasks' : 'calls';
    if (Object.keys(properties).length > 0)
      await api.update(type, activity.id, properties, said('doing.correctEarlier', { what: type }));
    return activity.id;
  },
});
