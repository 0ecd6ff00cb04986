/**
 * As OwnTasks: records of the folder of tasks whose text has our marker. They are read by time, not through the search index,
 * which lags behind writes.
 */
import type { OwnTask, OwnTasks } from '../port';
import type { Target } from '../engine/run';
import { toActivity } from './earlier';
import type { Layout } from './layout';
import { FEED_LIMIT, type ApiRecord } from './port';
import { idOf, keyOf, peopleOf, referencesOf, textOf } from './records';

/** A missed call that nobody answered for so long is no task any more that a program should look after. */
const BACK_MS = 90 * 86_400_000;
const NEWEST = 100;

function toTask(layout: Layout, record: ApiRecord, known: Target[]): OwnTask {
  const links = referencesOf(layout.valueOf(record, 'task', 'links')).flatMap((reference): Target[] => {
    const target = known.find((one) => one.id === idOf(reference));
    return target ? [target] : [];
  });
  const activity = toActivity(layout, 'task', record);
  return {
    ...activity,
    kind: 'task',
    text: textOf(layout.valueOf(record, 'task', 'description')) ?? activity.text,
    ownerId: peopleOf(layout.valueOf(record, 'task', 'owner'))[0] ?? null,
    dueAt: textOf(layout.valueOf(record, 'task', 'due')),
    createdAt: record.createdAt,
    links,
    url: record.link,
  };
}

/** NetHunt told whom the task is linked to by names: any record may be it. */
const isNamed = (layout: Layout, record: ApiRecord): boolean => {
  const references = referencesOf(layout.valueOf(record, 'task', 'links'));
  return references.length > 0 && references.every((reference) => idOf(reference) === null);
};
const isOurs = (layout: Layout, record: ApiRecord): boolean => keyOf(layout, 'task', record) !== null;

export const ownTasks = (layout: Layout): OwnTasks => ({
  async open() {
    const folder = await layout.folderOrNull('task');
    if (folder === null) return [];
    const rows = await layout.api.newRecords(folder, layout.clock.now() - BACK_MS, FEED_LIMIT);
    return rows
      .filter((record) => isOurs(layout, record))
      .map((record) => toTask(layout, record, []))
      .filter(({ open }) => open);
  },
  async ofRecords(links) {
    const folder = links.length > 0 ? await layout.folderOrNull('task') : null;
    if (folder === null) return [];
    const rows = await layout.api.newRecords(folder, layout.clock.now() - BACK_MS, FEED_LIMIT);
    return rows
      .filter((record) => isOurs(layout, record))
      .map((record) => ({ task: toTask(layout, record, links), named: isNamed(layout, record) }))
      .filter(({ task, named }) => named || task.links.length > 0)
      .map(({ task }) => task)
      .slice(0, NEWEST);
  },
});
