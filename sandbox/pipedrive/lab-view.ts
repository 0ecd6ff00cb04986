/** Reads an account through Pipedrive's API into the product's words. */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../core/model/attribution';
import type { LabCall, LabRecord, LabTask, LabView } from '../common/lab';
import { readAs } from '../common/reader';
import type { FakePipedrive, FieldOwner, Values } from './types';

type Rows = Values[];
interface Answer {
  data: Rows;
  additional_data?: { next_cursor?: string | null };
}
const read = async (fake: FakePipedrive, path: string): Promise<Answer> =>
  (await readAs(`${fake.url}/api${path}`)) as Answer;

async function all(fake: FakePipedrive, path: string): Promise<Rows> {
  const rows: Rows = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { data, additional_data } = await read(fake, `${path}?limit=500${more}`);
    rows.push(...data);
    cursor = additional_data?.next_cursor ?? null;
  } while (cursor !== null);
  return rows;
}
/** v1 lists leave out archived leads and other users' call logs: these are read one by one. */
const each = (fake: FakePipedrive, type: 'lead' | 'callLog', path: string): Promise<Rows> =>
  Promise.all(
    fake.records(type).map(async ({ id }) => (await read(fake, `${path}/${id}`)).data as unknown as Values),
  );

/** Code of a custom field by its name. */
type Codes = Map<string, string>;
async function codesOf(fake: FakePipedrive, owner: FieldOwner): Promise<Codes> {
  const fields = await all(fake, `/v2/${owner}Fields`);
  const own = fields.filter((field) => field['is_custom_field'] === true);
  return new Map(own.map((field) => [String(field['field_name']), String(field['field_code'])]));
}
const textOf = (value: unknown): string | null =>
  value === undefined || value === null || value === '' ? null : String(value);
const idsOf = (...values: unknown[]): string[] =>
  values.map(textOf).filter((id): id is string => id !== null);
const first = (row: Values, key: string): string | null =>
  textOf(((row[key] ?? []) as { value: unknown }[])[0]?.value);

function record(row: Values, codes: Codes): LabRecord {
  const raw: Values = { ...row, ...(row['custom_fields'] as Values | undefined) };
  const own = (name: string): string | null => textOf(raw[codes.get(name) ?? '']);
  return {
    id: String(row['id']),
    name: textOf(row['name'] ?? row['title']),
    phone: first(row, 'phones') ?? own('Ringostat phone'),
    email: first(row, 'emails'),
    ownerId: textOf(row['owner_id']),
    attribution: Object.fromEntries(
      ATTRIBUTION_FIELDS.map((field) => [field, own(field)]),
    ) as unknown as Attribution,
    open: (row['status'] ?? 'open') === 'open' && row['is_archived'] !== true,
    contactIds: idsOf(row['person_id']),
    companyIds: idsOf(row['org_id'] ?? row['organization_id']),
    pipeline: textOf(row['pipeline_id']),
    stage: textOf(row['stage_id']),
    callId: own('Ringostat call id') ?? textOf(row['origin_id']),
    raw,
  };
}
/** Our marker in a note: the word, then the key. It stands at the end, whatever a form wrote before it. */
const keyIn = (note: string): string | null =>
  [...note.matchAll(/\bRingostat ([A-Za-z0-9_-]{6,})/g)].at(-1)?.[1] ?? null;
const linksOf = (row: Values): LabCall['links'] => [
  ...idsOf(row['person_id']).map((id) => ({ entity: 'contact' as const, id })),
  ...idsOf(row['org_id']).map((id) => ({ entity: 'company' as const, id })),
  ...idsOf(row['deal_id']).map((id) => ({ entity: 'deal' as const, id })),
  ...idsOf(row['lead_id']).map((id) => ({ entity: 'lead' as const, id })),
];
const shared = (row: Values, owner: string): Omit<LabTask, 'state' | 'dueAt'> => ({
  id: String(row['id']),
  ownerId: textOf(row[owner]),
  subject: textOf(row['subject']) ?? '',
  text: textOf(row['note']) ?? '',
  links: linksOf(row),
  key: keyIn(textOf(row['note']) ?? ''),
  raw: row,
});

const tail = (number: unknown): string =>
  String(number ?? '')
    .replace(/\D/g, '')
    .slice(-9);
/** Pipedrive keeps no direction: the client is whose number is in the account. */
function directionOf(row: Values, known: Set<string>): LabCall['direction'] {
  const [from, to] = [tail(row['from_phone_number']), tail(row['to_phone_number'])];
  if (from !== '' && known.has(from)) return 'incoming';
  return to !== '' && known.has(to) ? 'outgoing' : null;
}
const hrefs = (note: string): string[] =>
  [...note.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));

/** Uploaded files first, then links of the note. */
function call(fake: FakePipedrive, row: Values, known: Set<string>): LabCall {
  const file = row['has_recording'] === true ? fake.recording(String(row['id'])) : null;
  const base = shared(row, 'user_id');
  return {
    ...base,
    direction: directionOf(row, known),
    answered: row['outcome'] === 'connected',
    seconds: Number(row['duration'] ?? 0),
    recordings: [...(file ? [file.name] : []), ...hrefs(base.text)],
    startedAt: textOf(row['start_time']),
  };
}
const task = (row: Values): LabTask => ({
  ...shared(row, 'owner_id'),
  state: row['done'] === true ? 'done' : 'open',
  dueAt: row['due_date'] ? `${String(row['due_date'])}T${String(row['due_time'] ?? '00:00:00')}Z` : null,
});

export async function readView(fake: FakePipedrive): Promise<LabView> {
  const [person, organization, deal] = await Promise.all(
    (['person', 'organization', 'deal'] as const).map((owner) => codesOf(fake, owner)),
  );
  const none: Codes = new Map();
  const contacts = (await all(fake, '/v2/persons')).map((row) => record(row, person ?? none));
  const deals = [...(await all(fake, '/v2/deals')), ...(await all(fake, '/v2/deals/archived'))];
  const leads = (await each(fake, 'lead', '/v1/leads')).map((row) => record(row, deal ?? none));
  const companies = (await all(fake, '/v2/organizations')).map((row) => record(row, organization ?? none));
  const logs = await each(fake, 'callLog', '/v1/callLogs');
  const known = new Set(
    [...contacts, ...companies].map(({ phone }) => tail(phone)).filter((number) => number !== ''),
  );
  const ofCalls = new Set(logs.map((row) => row['activity_id']));
  const activities = (await all(fake, '/v2/activities')).filter(({ id }) => !ofCalls.has(id));
  return {
    contacts,
    leads: leads.map((lead) => ({
      ...lead,
      phone: contacts.find(({ id }) => lead.contactIds.includes(id))?.phone ?? null,
    })),
    companies,
    deals: deals.map((row) => record(row, deal ?? none)).sort((a, b) => Number(a.id) - Number(b.id)),
    calls: logs.map((row) => call(fake, row, known)),
    tasks: activities.map(task),
  };
}
