/** As OwnTasks: tasks with our key, found by a query; their texts cannot be queried and are read a hundred in one request. */
import { CrmError } from '../../http/errors';
import { said } from '../../text/said';
import type { OwnTask, OwnTasks } from '../port';
import { paths } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import { anyOf, isIn } from './escape';
import type { Session } from './find';
import { chunks } from '../engine/chunks';
import { linksOf } from './links-of';
import { TASK_KEY } from './own-fields';
import { query } from './read-back';
import { idOf } from './records';
import words from './words.json';

/** Rows of one query, and its pages: the vendor gives no more than 2,000 for one credit each 200. */
const PAGE = 200;
const PAGES_MAX = 50;
const NEWEST = 100;
/** Records read by id in one request. */
const READ = 100;
const WANTED = [
  'Subject',
  'Description',
  'Status',
  'Owner',
  'Due_Date',
  'Remind_At',
  'Created_Time',
  'Who_Id',
  'What_Id',
  TASK_KEY,
].join(',');

/** Ids of those that fit, the newest first. An organisation without our key has none. Throws CrmError. */
async function idsOf({ http }: Session, where: string, limit: number, pages: number): Promise<string[]> {
  const ids: string[] = [];
  try {
    for (let page = 0; page < pages; page += 1) {
      const asked = `select id from Tasks where ((${TASK_KEY} is not null) and (${where})) order by id desc limit ${page * limit}, ${limit}`;
      const rows = await query(http, asked, said('doing.readOwnTasks'));
      ids.push(...rows.map(({ id }) => textOf(id)));
      if (rows.length < limit) break;
    }
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind !== 'invalidField') throw error;
  }
  return ids;
}

function toTask({ links }: Session, row: Record<string, unknown>): OwnTask {
  const id = textOf(row.id);
  const alarm = /DATE-TIME:([^;]+)/.exec(textOf(asJson(row.Remind_At).ALARM))?.[1];
  return {
    kind: 'task',
    id,
    key: textOf(row[TASK_KEY]),
    open: textOf(row.Status) !== words.task.done,
    title: textOf(row.Subject),
    text: textOf(row.Description),
    ownerId: idOf(row.Owner),
    // Zoho keeps the day; the reminder has the hour.
    dueAt: alarm ?? (textOf(row.Due_Date) || null),
    createdAt: textOf(row.Created_Time) || null,
    links: linksOf(row),
    url: links('Tasks', id),
  };
}

/** Tasks by id, as fresh as the last write. Throws CrmError. */
async function readTasks(session: Session, ids: string[]): Promise<OwnTask[]> {
  const found: OwnTask[] = [];
  for (const some of chunks(ids, READ)) {
    const request = {
      method: 'GET',
      path: paths.records('Tasks'),
      query: { ids: some.join(','), fields: WANTED, per_page: String(READ) },
    } as const;
    const { body } = await session.http.request(request, { action: said('doing.readOwnTasks') });
    found.push(...listOf(asJson(body).data).map((row) => toTask(session, asJson(row))));
  }
  return found;
}

export const ownTasks = (session: Session): OwnTasks => ({
  async open() {
    const where = `Status != '${words.task.done}'`;
    return readTasks(session, await idsOf(session, where, PAGE, PAGES_MAX));
  },
  async ofRecords(links) {
    const people = links.flatMap(({ entity, id }) => (entity === 'contact' ? [id] : []));
    const others = links.flatMap(({ entity, id }) => (entity === 'contact' ? [] : [id]));
    const where = [
      ...(people.length > 0 ? [isIn('Who_Id', people)] : []),
      ...(others.length > 0 ? [isIn('What_Id', others)] : []),
    ];
    if (where.length === 0) return [];
    return readTasks(session, await idsOf(session, anyOf(where), NEWEST, 1));
  },
});
