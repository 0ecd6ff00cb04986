/** As EarlierEvents: calls and tasks by their keys. Texts cannot be queried, so they are read with the records. */
import { said } from '../../text/said';
import type { HttpClient } from '../../http/types';
import type { CallRecordStep, RecordRef, TaskStep } from '../../model/plan';
import type { Amendment, CallActivity, EarlierEvents, WrittenCall } from '../port';
import { activityKeys } from '../engine/activity-keys';
import { without } from '../engine/text';
import { rowsByKey } from './by-key';
import { writeComposite, type SubRequest } from './composite';
import { paths } from './endpoints';
import { asJson, listOf, textOf, toError, zohoError } from './errors';
import { withoutReferences } from './escape';
import type { Session } from './find';
import { RECORDING } from './late-recording';
import type { ActivityModule } from './modules';
import { CALL_ID, TASK_KEY } from './own-fields';
import { activityLookups, activityValues, seModule } from './parts';
import { readRecord } from './read-back';
import { describe, taskValues, type Values } from './values';
import words from './words.json';

/** By the last activity of the plan, a task where the table writes no call record; two requests for fifty calls. */
async function written(http: HttpClient, callIds: string[]): Promise<Map<string, WrittenCall>> {
  const there = new Map<string, WrittenCall>();
  for (const row of await rowsByKey(http, 'Calls', CALL_ID, callIds, ['Subject', RECORDING]))
    there.set(textOf(row[CALL_ID]), {
      title: textOf(row.Subject),
      text: RECORDING in row ? textOf(row[RECORDING]) : null,
    });
  const left = callIds.filter((id) => !there.has(id));
  for (const row of await rowsByKey(http, 'Tasks', CALL_ID, left, ['Subject']))
    there.set(textOf(row[CALL_ID]), { title: textOf(row.Subject), text: null });
  return there;
}

async function activities(
  http: HttpClient,
  module: ActivityModule,
  column: string,
  keys: string[],
): Promise<CallActivity[]> {
  const rows = await rowsByKey(http, module, column, keys, []);
  const read = rows.map(async (row): Promise<CallActivity[]> => {
    const record = await readRecord(http, module, textOf(row.id));
    if (!record) return [];
    return [
      {
        kind: module === 'Calls' ? 'callRecord' : 'task',
        id: record.id,
        key: textOf(row[column]),
        open: module === 'Tasks' && textOf(record.Status) !== words.task.done,
        title: textOf(record.Subject),
        text: `${textOf(record.Description)}${module === 'Calls' ? `\n${textOf(record[RECORDING])}` : ''}`,
      },
    ];
  });
  return (await Promise.all(read)).flat();
}

async function ofCall(http: HttpClient, call: string): Promise<CallActivity[]> {
  const { record, tasks } = activityKeys(call);
  const [calls, others] = await Promise.all([
    activities(http, 'Calls', CALL_ID, [record]),
    activities(http, 'Tasks', TASK_KEY, tasks),
  ]);
  return [...calls, ...others];
}

/** Keys stay: the last activity of a plan carries that of the call. */
const valuesOf = (step: TaskStep): Values => without(without(taskValues(step), TASK_KEY), CALL_ID);

/**
 * Zoho changes neither type nor owner of a call: the record is written anew and the old one goes, all or none. Its key is freed
 * first, since what lies in the recycle bin keeps it.
 */
async function replaceCall(
  { http, links: url }: Session,
  { id, key }: CallActivity,
  step: CallRecordStep,
  links: RecordRef[],
): Promise<string> {
  const values = activityValues({ ...step, links }, [], url);
  const places = activityLookups(links).flatMap(({ field, ref }): [string, unknown][] => [
    [field, { id: 'id' in ref ? ref.id : '' }],
    ...(field === 'What_Id' ? [['$se_module', seModule(ref)] as [string, unknown]] : []),
  ]);
  const action = said('doing.writeCallAnew');
  const row = { ...(withoutReferences(values) as Values), ...Object.fromEntries(places) };
  const uri = paths.record('Calls', id);
  const requests: SubRequest[] = [
    { sub_request_id: 'free', method: 'PUT', uri, body: { data: [{ [CALL_ID]: `${key}_replaced_${id}` }] } },
    { sub_request_id: 'remove', method: 'DELETE', uri },
    { sub_request_id: 'again', method: 'POST', uri: paths.records('Calls'), body: { data: [row] } },
  ];
  const answers = await writeComposite(
    http,
    requests.map((request) => ({ action, request })),
  );
  for (const answer of answers) if (answer.kind === 'refused') throw answer.error;
  const made = answers.at(-1);
  if (made?.kind === 'ok') return textOf(asJson(asJson(listOf(made.body.data)[0]).details).id);
  throw zohoError('temporary', said('zoho.notDone', { action }), said('advice.again'));
}

async function change(http: HttpClient, module: ActivityModule, id: string, values: Values): Promise<void> {
  const action = said('doing.correctEarlierOne', { of: module });
  const request = { method: 'PUT', path: paths.record(module, id), json: { data: [values] } } as const;
  const { status, body } = await http.request(request, { action, idempotent: true });
  // A 2xx may hold a refusal (docs/reference/zoho.md#refusals-and-limits).
  if (listOf(asJson(body).data).some((row) => asJson(row).status === 'error'))
    throw toError(status, body, action);
}

async function amend(
  session: Session,
  activity: CallActivity,
  wanted: Amendment,
  links: RecordRef[],
): Promise<string> {
  if ('step' in wanted && wanted.step.kind === 'callRecord')
    return replaceCall(session, activity, wanted.step, links);
  const values =
    'lines' in wanted
      ? {
          ...(wanted.lines.length > 0 ? { Description: describe(activity.text, wanted.lines) } : {}),
          ...(wanted.done ? { Status: words.task.done } : {}),
          ...(wanted.ownerId === undefined ? {} : { Owner: { id: wanted.ownerId } }),
        }
      : wanted.step.kind === 'task'
        ? valuesOf(wanted.step)
        : {};
  await change(session.http, activity.kind === 'task' ? 'Tasks' : 'Calls', activity.id, values);
  return activity.id;
}

export const earlierEvents = (session: Session): EarlierEvents => ({
  written: (callIds) => written(session.http, callIds),
  ofCall: (call) => ofCall(session.http, call),
  amend: (activity, wanted, links) => amend(session, activity, wanted, links),
});
