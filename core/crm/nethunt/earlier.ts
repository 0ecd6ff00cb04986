/** As EarlierEvents: records of the folders of calls and tasks, read by time because searches lag. A log on a timeline cannot be changed. */
import type { Amendment, CallActivity, EarlierEvents } from '../port';
import type { CallRecordStep, TaskStep } from '../../model/plan';
import { activityKeys } from '../engine/activity-keys';
import { beginOfKey } from '../engine/key-time';
import { FEED_LIMIT, isCut, type FieldAction, type ApiRecord } from './port';
import { knownTargets, type Target } from '../engine/run';
import { type FieldKey } from './kinds';
import type { Layout } from './layout';
import { keyOf, textOf, textsOf } from './records';
import { writtenCalls } from './seen';
import { toFields } from './values';
import { reportValues } from './write-calls';
import { taskValues } from './write-tasks';
import { said } from '../../text/said';

type Place = 'callRecord' | 'task';
/** NetHunt's clock and ours may differ. */
const SKEW_MS = 900_000;
/** For calls whose key tells no time. */
const DAY_MS = 86_400_000;

async function recordsOf(layout: Layout, kind: Place, call: string, keys: string[]): Promise<ApiRecord[]> {
  const folder = await layout.folderOrNull(kind);
  if (folder === null) return [];
  const since = (beginOfKey(call) ?? layout.clock.now() - DAY_MS) - SKEW_MS;
  const fresh = await layout.api.newRecords(folder, since);
  const action = said('doing.searchBefore');
  const found = isCut(fresh.length, FEED_LIMIT)
    ? await layout.api.find(folder, [{ field: layout.nameOf(kind, 'callId'), texts: keys }], 100, { action })
    : [];
  const all = new Map([...fresh, ...found].map((record) => [record.id, record]));
  return [...all.values()].filter((record) => keys.includes(keyOf(layout, kind, record) ?? ''));
}

const isDone = (value: unknown): boolean =>
  value === true || ['true', 'yes'].includes((textOf(value) ?? '').toLowerCase());

export function toActivity(layout: Layout, kind: Place, record: ApiRecord): CallActivity {
  return {
    kind,
    id: record.id,
    key: keyOf(layout, kind, record) ?? '',
    open: kind === 'task' && !isDone(layout.valueOf(record, kind, 'done')),
    title: textOf(layout.valueOf(record, kind, 'name')) ?? '',
    text: Object.values(record.fields).flatMap(textsOf).join('\n'),
  };
}

async function ofCall(layout: Layout, call: string): Promise<CallActivity[]> {
  const { record, tasks } = activityKeys(call);
  const [records, others] = await Promise.all([
    recordsOf(layout, 'callRecord', call, [record]),
    recordsOf(layout, 'task', call, tasks),
  ]);
  return [
    ...records.slice(0, 1).map((one) => toActivity(layout, 'callRecord', one)),
    ...others.map((one) => toActivity(layout, 'task', one)),
  ];
}

function fieldsOf(layout: Layout, step: CallRecordStep | TaskStep, links: Target[]): Record<string, unknown> {
  const values = step.kind === 'task' ? taskValues(step, links) : reportValues(layout, step, links);
  return toFields(layout, { kind: step.kind, meanings: values, extra: step.values.fields, key: step.key })
    .fields;
}

/** The description as it is stored; a task's holds its key as a marker, so lines go before nothing and after all. */
async function withLines(
  layout: Layout,
  { kind, id, key }: CallActivity,
  change: Extract<Amendment, { lines: string[] }>,
): Promise<Record<string, unknown>> {
  const name = (field: FieldKey): string | null => layout.nameOf(kind, field);
  const folder = await layout.folder(kind);
  const record = await layout.api.read(folder, id, said('doing.readLeft', { key }));
  const before = record ? (textOf(layout.valueOf(record, kind, 'description')) ?? '') : '';
  const [text, done, owner] = [name('description'), name('done'), name('owner')];
  return {
    ...(text === null || change.lines.length === 0
      ? {}
      : { [text]: [before, ...change.lines].filter(Boolean).join('\n') }),
    ...(change.done && done !== null ? { [done]: true } : {}),
    ...(change.ownerId !== undefined && owner !== null ? { [owner]: [change.ownerId] } : {}),
  };
}

export const earlierEvents = (layout: Layout): EarlierEvents => ({
  written: (callIds) => writtenCalls(layout, callIds),
  ofCall: (call) => ofCall(layout, call),
  async amend(activity, change, links) {
    const fields =
      'step' in change
        ? fieldsOf(layout, change.step, knownTargets(links))
        : await withLines(layout, activity, change);
    const actions = Object.fromEntries(
      Object.entries(fields).map(([field, add]): [string, FieldAction] => [field, { overwrite: true, add }]),
    );
    if (Object.keys(actions).length > 0)
      await layout.api.update(
        await layout.place(activity.kind),
        activity.id,
        actions,
        said('doing.correctEarlierCall'),
      );
    return activity.id;
  },
});
