/**
 * As OwnTasks: activities with our marker in their note. Pipedrive finds no activity by its text, so all open ones are read,
 * 500 in one request.
 */
import { said } from '../../text/said';
import { callOfTask } from '../../plan/keys';
import type { OwnTask, OwnTasks } from '../port';
import { ROLES } from '../engine/activity-keys';
import { paths } from './endpoints';
import { readMarkers } from './markers';
import { idIn, linksOf } from './links-of';
import { keyIn } from './note';
import type { ApiActivity } from './types';
import { urlOf, type Work } from './work';

/** Call records are activities too; the key of a task ends in its role. */
const isTaskKey = (key: string): boolean => ROLES.some((role) => callOfTask(key, role) !== key);

/** "2026-10-05" and "07:30", UTC. */
function dueOf({ due_date, due_time }: ApiActivity): string | null {
  const [day, time] = [due_date, due_time].map((value) => (typeof value === 'string' ? value : ''));
  if (!day) return null;
  return time ? `${day}T${time.slice(0, 5)}:00Z` : day;
}

function toTask(work: Work, row: ApiActivity): OwnTask[] {
  const key = keyIn(row.note);
  if (key === null || !isTaskKey(key)) return [];
  const links = linksOf(row);
  const [first] = links;
  return [
    {
      kind: 'task',
      id: String(row.id),
      key,
      open: row['done'] !== true && row['done'] !== 1,
      title: row.subject ?? '',
      text: row.note ?? '',
      ownerId: idIn(row['owner_id']),
      dueAt: dueOf(row),
      createdAt: typeof row['add_time'] === 'string' ? row['add_time'] : null,
      links,
      url: first ? urlOf(work, first.entity, first.id) : null,
    },
  ];
}

export const ownTasks = (work: () => Work): OwnTasks => ({
  async open() {
    const own = work();
    const [rows] = await Promise.all([
      own.api.all<ApiActivity>(paths.activities, said('doing.readOwnTasks'), { done: 'false' }),
      own.links.learnQuietly(),
    ]);
    return rows.flatMap((row) => toTask(own, row));
  },
  async ofRecords(links) {
    if (links.length === 0) return [];
    const own = work();
    const markers = await readMarkers(own, links);
    return [...markers.values()].flatMap(([row]) => (row ? toTask(own, row) : []));
  },
});
