/** As EarlierEvents: activities are known by the marker in their note; a call log is written anew, since nothing changes one. */
import type { TaskStep } from '../../model/plan';
import type { Amendment, CallActivity, EarlierEvents } from '../port';
import type { FoundRecord } from '../../model/record';
import { activityKeys } from '../engine/activity-keys';
import { integer } from './bodies';
import type { Json } from './types';
import { replaceCall } from './call-log';
import { paths } from './endpoints';
import type { Target } from '../engine/run';
import { linkIds } from './targets';
import { readMarkers } from './markers';
import { endedCallIn, keyIn, noteWithLines } from './note';
import { writtenCalls } from './seen';
import { taskValues } from './tasks';
import type { Work } from './work';
import { said } from '../../text/said';

async function ofCall(work: Work, call: string, links: Target[]): Promise<CallActivity[]> {
  const { record, tasks } = activityKeys(call);
  const markers = await readMarkers(work, links);
  return [record, ...tasks].flatMap((key) =>
    (markers.get(key) ?? []).slice(0, 1).map((row): CallActivity => ({
      kind: key === record ? 'callRecord' : 'task',
      id: String(row.id),
      key,
      open: row.done !== true && row.done !== 1,
      title: row.subject ?? '',
      text: row.note ?? '',
    })),
  );
}

/** Links and type of the task stay; its note goes on naming the call that it ends. */
function valuesOf(step: TaskStep, { text }: CallActivity): Json {
  const ended = endedCallIn(text);
  const call = ended !== null && ended !== keyIn(text) ? ended : null;
  const { type, ...values } = taskValues(step, step.values.ownerId, linkIds([], []), '', call);
  return step.values.fields['type'] ? { ...values, type } : values;
}

async function amend(
  work: Work,
  activity: CallActivity,
  change: Amendment,
  links: Target[],
): Promise<string> {
  if ('step' in change && change.step.kind === 'callRecord') {
    const { id } = await replaceCall(work, change.step, links, activity.id);
    return id;
  }
  const values =
    'step' in change && change.step.kind === 'task'
      ? valuesOf(change.step, activity)
      : 'lines' in change
        ? {
            ...(change.lines.length > 0 ? { note: noteWithLines(activity.text, change.lines) } : {}),
            ...(change.done ? { done: true } : {}),
            ...(change.ownerId === undefined ? {} : { owner_id: integer(change.ownerId, 'user') }),
          }
        : {};
  await work.api.patch(paths.activity(activity.id), values, said('doing.correctEarlierActivity'));
  return activity.id;
}

export const earlierEvents = (work: (existing?: FoundRecord[]) => Work): EarlierEvents => ({
  written: (callIds) => writtenCalls(work().api, callIds),
  ofCall: (call, links) => ofCall(work(), call, links),
  amend: (activity, change, links) => amend(work(), activity, change, links),
});
