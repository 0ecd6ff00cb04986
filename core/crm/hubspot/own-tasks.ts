/** As OwnTasks: tasks with our key; in a portal without the key those with our mark in their text. */
import { CrmError } from '../../http/errors';
import type { OwnTask, OwnTasks } from '../port';
import type { Target } from '../engine/run';
import { BATCH_MAX, type Filter, type HubSpotApi } from './api';
import { typeOf } from './entities';
import { GROUPS_MAX } from './endpoints';
import { markIn, MARKED } from './keyless';
import type { Links } from './links';
import { TASK_KEY } from './properties';
import type { ApiRecord } from './records';

const BODY = 'hs_task_body';
const STATUS = 'hs_task_status';
const DONE = 'COMPLETED';
const WANTED = ['hs_task_subject', BODY, STATUS, 'hs_timestamp', 'hs_createdate', 'hubspot_owner_id'];
/** Rows of one page of a search, and of all its pages (the vendor gives no more). */
const PAGE = 200;
const PAGES_MAX = 50;
const NEWEST = 100;

const KEYED: Filter = { propertyName: TASK_KEY, operator: 'HAS_PROPERTY' };
const MARKED_ONES: Filter = { propertyName: BODY, operator: 'CONTAINS_TOKEN', value: MARKED };
const OPEN: Filter = { propertyName: STATUS, operator: 'NEQ', value: DONE };

/** By our key; where the portal has none, by our mark. Throws CrmError. */
async function rows(api: HubSpotApi, groups: Filter[][], limit: number, pages: number): Promise<ApiRecord[]> {
  const look = async (ours: Filter, properties: string[]): Promise<ApiRecord[]> => {
    const found: ApiRecord[] = [];
    for (let page = 0; page < pages; page += 1) {
      const some = await api.search({
        type: 'tasks',
        groups: groups.map((group) => [...group, ours]),
        properties,
        sort: '-hs_timestamp',
        limit,
        after: page * limit,
        urgent: false,
      });
      found.push(...some);
      if (some.length < limit) break;
    }
    return found;
  };
  try {
    return await look(KEYED, [...WANTED, TASK_KEY]);
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'invalidField') return look(MARKED_ONES, WANTED);
    throw error;
  }
}

function toTask({ id, properties, createdAt }: ApiRecord, links: Target[], pages: Links): OwnTask {
  const text = properties[BODY] ?? '';
  const [first] = links;
  return {
    kind: 'task',
    id,
    key: properties[TASK_KEY] ?? markIn(text) ?? '',
    open: properties[STATUS] !== DONE,
    title: properties['hs_task_subject'] ?? '',
    text,
    ownerId: properties['hubspot_owner_id'] ?? null,
    dueAt: properties['hs_timestamp'] ?? null,
    createdAt: properties['hs_createdate'] ?? createdAt ?? null,
    links,
    url: first ? pages.url(first.entity, first.id) : null,
  };
}

/** Contacts of the tasks: a search does not tell them. */
async function contactsOf(api: HubSpotApi, ids: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (let from = 0; from < ids.length; from += BATCH_MAX)
    for (const [id, contacts] of await api.linked('tasks', 'contacts', ids.slice(from, from + BATCH_MAX)))
      found.set(id, contacts);
  return found;
}

export const ownTasks = (api: HubSpotApi, pages: Links): OwnTasks => ({
  async open() {
    const found = await rows(api, [[OPEN]], PAGE, PAGES_MAX);
    if (found.length === 0) return [];
    const [contacts] = await Promise.all([
      contactsOf(
        api,
        found.map(({ id }) => id),
      ),
      pages.learnQuietly(),
    ]);
    return found.map((row) =>
      toTask(
        row,
        (contacts.get(row.id) ?? []).map((id) => ({ entity: 'contact', id })),
        pages,
      ),
    );
  },
  async ofRecords(links) {
    const groups = links
      .filter(({ entity }) => typeOf(entity) !== null)
      .map(({ entity, id }): Filter[] => [
        { propertyName: `associations.${entity}`, operator: 'EQ', value: id },
      ])
      .slice(0, GROUPS_MAX);
    if (groups.length === 0) return [];
    const found = await rows(api, groups, NEWEST, 1);
    return found.map((row) => toTask(row, links, pages));
  },
});
