/** As CrmProvider.recordsOfCall: the record of the report by its key, else a task, else the log on a timeline. */
import { said } from '../../text/said';
import type { Entity } from '../../model/plan';
import type { RecordOfCall } from '../port';
import { activityKeys } from '../engine/activity-keys';
import { beginOfKey } from '../engine/key-time';
import type { Layout } from './layout';
import { idOf, keyOf, markerOf, referencesOf } from './records';

/** A log is written after its call began; NetHunt's clock and ours may differ. */
const SLACK_MS = 900_000;
const LINKED = ['contact', 'deal', 'company'] as const satisfies readonly Entity[];

async function ofReport(layout: Layout, call: string): Promise<RecordOfCall[]> {
  const folder = await layout.folderOrNull('callRecord');
  if (folder === null) return [];
  const action = said('doing.searchCallRecords');
  const asked = [{ field: layout.nameOf('callRecord', 'callId'), texts: [call] }];
  const rows = await layout.api.find(folder, asked, 10, { action });
  const record = rows.find((row) => keyOf(layout, 'callRecord', row) === call);
  if (!record) return [];
  return LINKED.flatMap((entity) =>
    referencesOf(layout.valueOf(record, 'callRecord', entity)).flatMap((reference) => {
      const id = idOf(reference);
      return id === null ? [] : [{ entity, id }];
    }),
  );
}

async function ofTimelines(layout: Layout, call: string): Promise<RecordOfCall[]> {
  const begin = beginOfKey(call);
  if (!layout.api.timelines || begin === null) return [];
  for (const entity of ['contact', 'deal'] as const) {
    const folder = await layout.locate(entity);
    const logs = folder === null ? [] : await layout.api.newCallLogs(folder, begin - SLACK_MS);
    const log = logs.find(({ text }) => text.includes(markerOf(call)));
    if (log) return [{ entity, id: log.recordId }];
  }
  return [];
}

/** Tasks tell no kind of what they hang on, so each link is looked for among contacts, deals and companies. */
async function ofTasks(layout: Layout, call: string): Promise<RecordOfCall[]> {
  const folder = await layout.folderOrNull('task');
  const { tasks } = activityKeys(call);
  if (folder === null) return [];
  const action = said('doing.searchBefore');
  const rows = await layout.api.find(folder, [{ field: null, texts: [call] }], 10, { action });
  const record = rows.find((row) => tasks.includes(keyOf(layout, 'task', row) ?? ''));
  const ids = record
    ? referencesOf(layout.valueOf(record, 'task', 'links')).flatMap((reference) => idOf(reference) ?? [])
    : [];
  const found = await Promise.all(
    ids.flatMap((id) =>
      LINKED.map(async (entity): Promise<RecordOfCall[]> => {
        const place = await layout.locate(entity);
        const known = place === null ? null : await layout.api.read(place, id, action);
        return known ? [{ entity, id }] : [];
      }),
    ),
  );
  return found.flat();
}

export async function recordsOfCall(layout: Layout, call: string): Promise<RecordOfCall[]> {
  for (const look of [ofReport, ofTasks, ofTimelines]) {
    const found = await look(layout, call);
    if (found.length > 0) return found;
  }
  return [];
}
