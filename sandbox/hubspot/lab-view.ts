/** Reads a portal through HubSpot's API into the product's words. */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../core/model/attribution';
import type { LabCall, LabRecord, LabTask, LabView } from '../common/lab';
import { readAs } from '../common/reader';
import type { FakeHubSpot, HubSpotType } from './types';

type Values = Record<string, string | null>;
interface Row {
  id: string;
  values: Values;
  contacts: string[];
  companies: string[];
  deals: string[];
}
const OWN: Record<'contacts' | 'companies' | 'deals' | 'calls' | 'tasks', string[]> = {
  contacts: [
    'firstname',
    'lastname',
    'phone',
    'mobilephone',
    'email',
    'company',
    'ringostat_phone_key',
    'ringostat_call_id',
  ],
  companies: ['name', 'phone', 'description', 'ringostat_phone_key', 'ringostat_call_id'],
  deals: [
    'dealname',
    'dealstage',
    'pipeline',
    'hs_is_closed',
    'description',
    'ringostat_call_id',
    'ringostat_deal_key',
  ],
  calls: [
    'hs_call_title',
    'hs_call_body',
    'hs_call_direction',
    'hs_call_status',
    'hs_call_duration',
    'hs_call_recording_url',
    'hs_call_from_number',
    'hs_call_to_number',
    'hs_timestamp',
    'ringostat_call_id',
  ],
  tasks: [
    'hs_task_subject',
    'hs_task_body',
    'hs_task_status',
    'hs_task_type',
    'hs_timestamp',
    'ringostat_task_key',
  ],
};
type ViewType = keyof typeof OWN;

/** Records of one batch read at most. */
const BATCH = 100;

async function rows(fake: FakeHubSpot, type: ViewType): Promise<Row[]> {
  const all = fake.records(type);
  const found: Row[] = [];
  for (let at = 0; at < all.length; at += BATCH)
    found.push(
      ...(await batch(
        fake,
        type,
        all.slice(at, at + BATCH).map(({ id }) => ({ id })),
      )),
    );
  return found;
}
async function batch(fake: FakeHubSpot, type: ViewType, inputs: { id: string }[]): Promise<Row[]> {
  const post = async (path: string, body: unknown): Promise<Record<string, unknown>[]> =>
    ((await readAs(`${fake.url}${path}`, { method: 'POST', body })) as { results: Record<string, unknown>[] })
      .results;
  const read = await post(`/crm/objects/2026-09/${type}/batch/read`, {
    inputs,
    properties: [...OWN[type], 'hubspot_owner_id', ...ATTRIBUTION_FIELDS],
    propertiesWithHistory: [],
  });
  const links = async (to: HubSpotType): Promise<Map<string, string[]>> => {
    if (to === type) return new Map();
    const found = await post(`/crm/associations/2026-09/${type}/${to}/batch/read`, { inputs });
    return new Map(
      found.map((row) => [
        (row['from'] as { id: string }).id,
        (row['to'] as { toObjectId: string | number }[]).map(({ toObjectId }) => String(toObjectId)).sort(),
      ]),
    );
  };
  const [contacts, companies, deals] = [
    await links('contacts'),
    await links('companies'),
    await links('deals'),
  ];
  return read
    .map((row) => {
      const id = String(row['id']);
      return {
        id,
        values: row['properties'] as Values,
        contacts: contacts.get(id) ?? [],
        companies: companies.get(id) ?? [],
        deals: deals.get(id) ?? [],
      };
    })
    .sort((a, b) => Number(a.id) - Number(b.id));
}

const attributionOf = (values: Values): Attribution =>
  Object.fromEntries(
    ATTRIBUTION_FIELDS.map((field) => [field, values[field] || null]),
  ) as unknown as Attribution;

const record = ({ id, values: v, contacts, companies }: Row): LabRecord => ({
  id,
  name: [v['firstname'], v['lastname']].filter(Boolean).join(' ') || v['dealname'] || v['name'] || null,
  phone: v['phone'] || null,
  email: v['email'] || null,
  ownerId: v['hubspot_owner_id'] || null,
  attribution: attributionOf(v),
  open: v['hs_is_closed'] !== 'true',
  contactIds: contacts,
  companyIds: companies,
  pipeline: v['pipeline'] || null,
  stage: v['dealstage'] || null,
  callId: v['ringostat_call_id'] || null,
  raw: v,
});
const linksOf = ({ contacts, companies, deals }: Row): LabCall['links'] => [
  ...contacts.map((id) => ({ entity: 'contact' as const, id })),
  ...companies.map((id) => ({ entity: 'company' as const, id })),
  ...deals.map((id) => ({ entity: 'deal' as const, id })),
];
const DIRECTIONS: Record<string, LabCall['direction']> = { INBOUND: 'incoming', OUTBOUND: 'outgoing' };

function call(row: Row): LabCall {
  const { id, values: v } = row;
  return {
    id,
    ownerId: v['hubspot_owner_id'] || null,
    subject: v['hs_call_title'] ?? '',
    text: v['hs_call_body'] ?? '',
    links: linksOf(row),
    key: v['ringostat_call_id'] || null,
    raw: v,
    direction: DIRECTIONS[v['hs_call_direction'] ?? ''] ?? null,
    answered: v['hs_call_status'] === 'COMPLETED',
    seconds: Number(v['hs_call_duration'] ?? 0) / 1000,
    recordings: v['hs_call_recording_url'] ? [v['hs_call_recording_url']] : [],
    startedAt: v['hs_timestamp'] || null,
  };
}
function task(row: Row): LabTask {
  const { id, values: v } = row;
  return {
    id,
    ownerId: v['hubspot_owner_id'] || null,
    subject: v['hs_task_subject'] ?? '',
    text: v['hs_task_body'] ?? '',
    links: linksOf(row),
    key: v['ringostat_task_key'] || null,
    raw: v,
    state: v['hs_task_status'] === 'COMPLETED' ? 'done' : 'open',
    dueAt: v['hs_timestamp'] || null,
  };
}

export async function readView(fake: FakeHubSpot): Promise<LabView> {
  return {
    contacts: (await rows(fake, 'contacts')).map(record),
    leads: [],
    companies: (await rows(fake, 'companies')).map(record),
    deals: (await rows(fake, 'deals')).map(record),
    calls: (await rows(fake, 'calls')).map(call),
    tasks: (await rows(fake, 'tasks')).map(task),
  };
}
