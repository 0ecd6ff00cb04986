/** Reads a workspace through NetHunt's API into the product's words. */
import type { Attribution } from '../../core/model/attribution';
import type { Entity } from '../../core/model/plan';
import type { LabCall, LabRecord, LabTask, LabView } from '../common/lab';
import { readAs } from '../common/reader';
import type { FakeNetHunt } from './types';

interface Row {
  id: string;
  createdAt: string;
  fields: Record<string, unknown>;
}
interface Log {
  id: string;
  recordId: string;
  text: string;
  time: string | null;
  /** Minutes. */
  duration: number | null;
}
const FOLDERS: Partial<Record<Entity, string>> = { contact: 'Contacts', company: 'Companies', deal: 'Deals' };
const MARKER = /\[ringostat:([^\]\s]+)\]/;
const CLOSED = /won|lost/i;

const get = (fake: FakeNetHunt, path: string): Promise<unknown> =>
  readAs(`${fake.url}${path}`, { scheme: 'Basic' });

async function rows(fake: FakeNetHunt, folder: string): Promise<Row[]> {
  const since = '1970-01-01T00:00:00.000Z';
  const path = `/triggers/new-record/${fake.folder(folder).id}?since=${since}&limit=50000`;
  const found = (await get(fake, path)) as Row[];
  return found.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
}
async function logs(fake: FakeNetHunt, folder: string): Promise<Log[]> {
  return (await get(fake, `/triggers/new-call-log/${fake.folder(folder).id}?limit=50000`)) as Log[];
}

const text = (value: unknown): string | null => {
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  return first === undefined || first === null || first === '' ? null : String(first);
};
const ids = (value: unknown): string[] =>
  Array.isArray(value) ? value.map((link) => (link as { id: string }).id) : [];

function attributionOf(fields: Row['fields']): Attribution {
  return {
    utm_source: text(fields['UTM source']),
    utm_medium: text(fields['UTM medium']),
    utm_campaign: text(fields['UTM campaign']),
    utm_term: text(fields['UTM term']),
    utm_content: text(fields['UTM content']),
    google_client_id: text(fields['Google client id']),
  };
}
const record = ({ id, fields }: Row): LabRecord => ({
  id,
  name: text(fields['Name']),
  phone: text(fields['Phone']),
  email: text(fields['Email']),
  ownerId: text(fields['Manager']),
  attribution: attributionOf(fields),
  open: !CLOSED.test(text(fields['Stage']) ?? ''),
  contactIds: ids(fields['Contact']),
  companyIds: ids(fields['Company']),
  pipeline: text(fields['Pipeline']),
  stage: text(fields['Stage']),
  callId: text(fields['Ringostat call id']),
  raw: fields,
});
const links = (entity: Entity, value: unknown): LabCall['links'] => ids(value).map((id) => ({ entity, id }));

function call({ id, fields }: Row): LabCall {
  const type = text(fields['Type']);
  const body = text(fields['Description']) ?? '';
  return {
    id,
    ownerId: text(fields['Employee']),
    subject: text(fields['Name']) ?? '',
    text: body,
    links: [
      ...links('contact', fields['Contact']),
      ...links('deal', fields['Deal']),
      ...links('company', fields['Company']),
    ],
    key: text(fields['Ringostat call id']) ?? MARKER.exec(body)?.[1] ?? null,
    raw: fields,
    direction: type === 'Incoming' ? 'incoming' : type === 'Outgoing' ? 'outgoing' : null,
    answered: text(fields['Status']) === 'Answered',
    seconds: typeof fields['Talk time, s'] === 'number' ? fields['Talk time, s'] : null,
    recordings: (text(fields['Recording']) ?? '').split(/\s+/).filter(Boolean),
    startedAt: text(fields['Date and time']),
  };
}
/** A call on the timeline of a record has a text only. */
const logged =
  (entity: Entity) =>
  ({ id, recordId, text: body, time, duration }: Log): LabCall => ({
    id,
    ownerId: null,
    subject: body.split('\n')[0] ?? '',
    text: body,
    links: [{ entity, id: recordId }],
    key: MARKER.exec(body)?.[1] ?? null,
    raw: { duration },
    direction: null,
    answered: null,
    seconds: duration === null ? null : duration * 60,
    recordings: body.match(/https:\/\/\S+/g) ?? [],
    startedAt: time,
  });

/** A task tells no kinds of the records it links, so they are looked up. */
function task({ id, fields }: Row, kinds: Map<string, Entity>): LabTask {
  const body = text(fields['Description']) ?? '';
  const known = ids(fields['Record links']).flatMap((link) => {
    const entity = kinds.get(link);
    return entity ? [{ entity, id: link }] : [];
  });
  return {
    id,
    ownerId: text(fields['Assignee']),
    subject: text(fields['Name']) ?? '',
    text: body,
    links: known,
    key: MARKER.exec(body)?.[1] ?? null,
    raw: fields,
    state: fields['Completed'] === true ? 'done' : 'open',
    dueAt: text(fields['Due date']),
  };
}

export async function readView(fake: FakeNetHunt): Promise<LabView> {
  const [contacts, companies, deals, tasks, report] = await Promise.all(
    ['Contacts', 'Companies', 'Deals', 'Tasks', 'Ringostat calls'].map((folder) => rows(fake, folder)),
  );
  const [onContacts, onDeals] = await Promise.all(['Contacts', 'Deals'].map((folder) => logs(fake, folder)));
  const lists: [Entity, Row[]][] = [
    ['contact', contacts ?? []],
    ['company', companies ?? []],
    ['deal', deals ?? []],
  ];
  const kinds = new Map(
    lists.flatMap(([entity, list]) => list.map(({ id }): [string, Entity] => [id, entity])),
  );
  const reported = (report ?? []).map(call);
  const others = [...(onContacts ?? []).map(logged('contact')), ...(onDeals ?? []).map(logged('deal'))];
  return {
    contacts: (contacts ?? []).map(record),
    leads: [],
    companies: (companies ?? []).map(record),
    deals: (deals ?? []).map(record),
    // A call that stands in the report and on a timeline is one call.
    calls: [...reported, ...others.filter(({ key }) => !reported.some((known) => known.key === key))],
    tasks: (tasks ?? []).map((row) => task(row, kinds)),
  };
}
export const folderOf = (entity: Entity): string => {
  const folder = FOLDERS[entity];
  if (!folder) throw new Error(`NetHunt has no ${entity}s.`);
  return folder;
};
