/** Reads the organisation through Zoho's API into the product's words. */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../core/model/attribution';
import type { Entity } from '../../core/model/plan';
import type { LabCall, LabRecord, LabTask, LabView } from '../common/lab';
import { readAs } from '../common/reader';
import { isLostLead } from './lab-org';
import type { Values, ZohoModule } from './types';

const COMMON = ['Owner', 'Description', 'rs_call_id'];
const MARKS = ATTRIBUTION_FIELDS.map((name) => `rs_${name}`);
const PERSON = [
  'Full_Name',
  'First_Name',
  'Last_Name',
  'Phone',
  'Mobile',
  'Email',
  'Lead_Source',
  'rs_phone_key',
];
const LINKS = ['Subject', 'Who_Id', 'What_Id'];
const FIELDS: Record<ZohoModule, string[]> = {
  Leads: [
    ...PERSON,
    'Company',
    'Designation',
    'Lead_Status',
    'Converted__s',
    'Converted_Contact',
    'rs_state_key',
    ...MARKS,
  ],
  Contacts: [...PERSON, 'Account_Name', 'Department', 'Title', ...MARKS],
  Accounts: ['Account_Name', 'Phone', 'Account_Site', 'Website', 'rs_phone_key', ...MARKS],
  Deals: [
    'Deal_Name',
    'Stage',
    'Pipeline',
    'Contact_Name',
    'Account_Name',
    'Next_Step',
    'Lead_Source',
    'rs_state_key',
    ...MARKS,
  ],
  Calls: [
    ...LINKS,
    'Call_Type',
    'Call_Start_Time',
    'Call_Duration',
    'Call_Duration_in_seconds',
    'Outgoing_Call_Status',
    'Call_Result',
    'Caller_ID',
    'Dialled_Number',
    'Voice_Recording__s',
  ],
  Tasks: [...LINKS, 'Status', 'Priority', 'Due_Date', 'Remind_At', 'rs_task_key'],
};
const ENTITY: Record<string, Entity> = {
  Leads: 'lead',
  Accounts: 'company',
  Deals: 'deal',
  Contacts: 'contact',
};
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const idOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null ? text((value as { id?: unknown }).id) : null;
const some = (id: string | null): string[] => (id === null ? [] : [id]);

type Get = (path: string) => Promise<Record<string, unknown> | null>;
async function rows(get: Get, module: ZohoModule): Promise<Values[]> {
  const found: Values[] = [];
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({
      fields: [...COMMON, ...FIELDS[module]].join(','),
      converted: 'both',
      sort_by: 'id',
      sort_order: 'asc',
      per_page: '200',
      page: String(page),
    });
    const answer = await get(`/crm/v8/${module}?${query.toString()}`);
    found.push(...((answer?.['data'] ?? []) as Values[]));
    if (!(answer?.['info'] as { more_records?: boolean } | undefined)?.more_records) return found;
  }
}
/** Names of stages that end a deal. */
async function closedStages(get: Get): Promise<Set<string>> {
  const layouts = (await get('/crm/v8/settings/layouts?module=Deals'))?.['layouts'] as { id: string }[];
  const closed = new Set<string>();
  for (const { id } of layouts) {
    const answer = await get(`/crm/v8/settings/pipeline?layout_id=${id}`);
    const pipelines = (answer?.['pipeline'] ?? []) as {
      maps: { actual_value: string; forecast_type: string }[];
    }[];
    for (const { actual_value, forecast_type } of pipelines.flatMap(({ maps }) => maps))
      if (forecast_type !== 'Open') closed.add(actual_value);
  }
  return closed;
}

const attributionOf = (row: Values): Attribution =>
  Object.fromEntries(
    ATTRIBUTION_FIELDS.map((name) => [name, text(row[`rs_${name}`])]),
  ) as unknown as Attribution;

function record(module: ZohoModule, row: Values, open: boolean): LabRecord {
  const account = module === 'Accounts' ? null : idOf(row['Account_Name']);
  const name = row['Full_Name'] ?? row['Deal_Name'] ?? row['Account_Name'];
  return {
    id: String(row['id']),
    name: text(name),
    phone: text(row['Phone']) ?? text(row['Mobile']),
    email: text(row['Email']),
    ownerId: idOf(row['Owner']),
    attribution: attributionOf(row),
    open,
    contactIds: some(idOf(row['Contact_Name']) ?? idOf(row['Converted_Contact'])),
    companyIds: some(account),
    pipeline: text(row['Pipeline']),
    stage: text(row['Stage']),
    callId: text(row['rs_call_id']),
    raw: row,
  };
}
function activity(row: Values, key: string): Omit<LabTask, 'state' | 'dueAt'> {
  const what = ENTITY[String(row['$se_module'])];
  const whatId = idOf(row['What_Id']);
  return {
    id: String(row['id']),
    ownerId: idOf(row['Owner']),
    subject: text(row['Subject']) ?? '',
    text: text(row['Description']) ?? '',
    links: [
      ...some(idOf(row['Who_Id'])).map((id) => ({ entity: 'contact' as const, id })),
      ...(what && whatId !== null ? [{ entity: what, id: whatId }] : []),
    ],
    key: text(row[key]),
    raw: row,
  };
}
function call(row: Values): LabCall {
  const type = row['Call_Type'];
  const seconds = Number(row['Call_Duration_in_seconds'] ?? 0);
  const said = (text(row['Description']) ?? '').match(/https?:\/\/[^\s"<>]+/g) ?? [];
  const links = said.filter((link) => /recording/i.test(link));
  return {
    ...activity(row, 'rs_call_id'),
    direction: type === 'Outbound' ? 'outgoing' : type === 'Inbound' || type === 'Missed' ? 'incoming' : null,
    // A second is the least Zoho takes of a call that was not missed.
    answered: type !== 'Missed' && seconds > 1,
    seconds,
    recordings: [...new Set([...some(text(row['Voice_Recording__s'])), ...links])],
    startedAt: text(row['Call_Start_Time']),
  };
}
const task = (row: Values): LabTask => ({
  ...activity(row, 'rs_task_key'),
  state: row['Status'] === 'Completed' ? 'done' : 'open',
  dueAt: text(row['Due_Date']),
});

/** Everything in the organisation at `url`. Throws when the fake refuses. */
export async function readView(url: string): Promise<LabView> {
  const get: Get = async (path) =>
    (await readAs(`${url}${path}`, { scheme: 'Zoho-oauthtoken' })) as Record<string, unknown> | null;
  const closed = await closedStages(get);
  const leadOpen = (row: Values): boolean => row['Converted__s'] !== true && !isLostLead(row['Lead_Status']);
  return {
    contacts: (await rows(get, 'Contacts')).map((row) => record('Contacts', row, true)),
    leads: (await rows(get, 'Leads')).map((row) => record('Leads', row, leadOpen(row))),
    companies: (await rows(get, 'Accounts')).map((row) => record('Accounts', row, true)),
    deals: (await rows(get, 'Deals')).map((row) => record('Deals', row, !closed.has(String(row['Stage'])))),
    calls: (await rows(get, 'Calls')).map(call),
    tasks: (await rows(get, 'Tasks')).map(task),
  };
}
