/** Reads an org through Salesforce's API into the product's words. */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../core/model/attribution';
import type { Entity } from '../../core/model/plan';
import type { LabCall, LabRecord, LabTask, LabView } from '../common/lab';
import { readAs } from '../common/reader';
import { ATTRIBUTION_NAMES } from './lab-data';

type Row = Record<string, unknown>;
interface Page {
  records: Row[];
  nextRecordsUrl?: string;
}
const API = '/services/data/v67.0';
const CLOSED_LEAD = /^closed/i;
/** A call's text holds other links too, e.g. the page the client was on. */
const RECORDING = /https:\/\/(?:[\w-]+\.)*ringostat\.(?:com|net)\/\S+/g;
const PREFIXES: Record<string, Entity> = { '00Q': 'lead', '003': 'contact', '001': 'company', '006': 'deal' };

const text = (row: Row, name: string): string | null => {
  const value = row[name];
  return value === null || value === undefined || value === '' ? null : String(value);
};
/** "+0000" is not ISO 8601 as others write it. */
const moment = (value: string | null): string | null => value?.replace(/\+0000$/, 'Z') ?? null;

async function pages(url: string, path: string): Promise<Row[]> {
  const { records, nextRecordsUrl } = (await readAs(url + path)) as Page;
  return nextRecordsUrl ? [...records, ...(await pages(url, nextRecordsUrl))] : records;
}
const query = (url: string, soql: string): Promise<Row[]> =>
  pages(url, `${API}/query?q=${encodeURIComponent(soql)}`);

/** Every record of an object with every field, oldest first. */
async function rows(url: string, object: string): Promise<Row[]> {
  const { fields } = (await readAs(`${url}${API}/sobjects/${object}/describe`)) as {
    fields: { name: string }[];
  };
  return query(url, `SELECT ${fields.map(({ name }) => name).join(',')} FROM ${object} ORDER BY CreatedDate`);
}

const attributionOf = (row: Row): Attribution =>
  Object.fromEntries(
    ATTRIBUTION_FIELDS.map((field) => [field, text(row, ATTRIBUTION_NAMES[field])]),
  ) as unknown as Attribution;

const record = (row: Row, own: Partial<LabRecord>): LabRecord => ({
  id: String(row['Id']),
  name: text(row, 'Name'),
  phone: text(row, 'Phone') ?? text(row, 'MobilePhone'),
  email: text(row, 'Email'),
  ownerId: text(row, 'OwnerId'),
  attribution: attributionOf(row),
  open: true,
  contactIds: [],
  companyIds: [text(row, 'AccountId')].filter((id) => id !== null),
  pipeline: null,
  stage: null,
  callId: text(row, 'Ringostat_Call_Id__c'),
  raw: row,
  ...own,
});
const lead = (row: Row): LabRecord => {
  const stage = text(row, 'Status');
  return record(row, { stage, open: row['IsConverted'] !== true && !CLOSED_LEAD.test(stage ?? '') });
};
const deal = (row: Row, roles: Row[]): LabRecord =>
  record(row, {
    open: row['IsClosed'] !== true,
    pipeline: text(row, 'RecordTypeId'),
    stage: text(row, 'StageName'),
    contactIds: roles
      .filter((role) => role['OpportunityId'] === row['Id'])
      .map((role) => String(role['ContactId'])),
  });

/** Names and addresses of the files that hang on each task. */
async function filesOf(url: string, tasks: Row[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (tasks.length === 0) return found;
  const ids = tasks.map(({ Id }) => `'${String(Id)}'`).join(',');
  const links = await query(
    url,
    `SELECT LinkedEntityId,ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId IN (${ids})`,
  );
  const versions = await query(url, 'SELECT ContentDocumentId,PathOnClient,ContentUrl FROM ContentVersion');
  for (const link of links) {
    const version = versions.find((one) => one['ContentDocumentId'] === link['ContentDocumentId']) ?? {};
    const name = text(version, 'ContentUrl') ?? text(version, 'PathOnClient');
    const task = String(link['LinkedEntityId']);
    if (name !== null) found.set(task, [...(found.get(task) ?? []), name]);
  }
  return found;
}

function activity(row: Row): Omit<LabTask, 'state' | 'dueAt'> {
  const ends = [text(row, 'WhoId'), text(row, 'WhatId')];
  return {
    id: String(row['Id']),
    ownerId: text(row, 'OwnerId'),
    subject: text(row, 'Subject') ?? '',
    text: text(row, 'Description') ?? '',
    links: ends.flatMap((id) => {
      const entity = PREFIXES[id?.slice(0, 3) ?? ''];
      return id !== null && entity ? [{ entity, id }] : [];
    }),
    key: text(row, 'Ringostat_Key__c') ?? text(row, 'CallObject'),
    raw: row,
  };
}
function call(row: Row, files: string[]): LabCall {
  const disposition = text(row, 'CallDisposition');
  const links = (text(row, 'Description') ?? '').match(RECORDING) ?? [];
  return {
    ...activity(row),
    direction:
      row['CallType'] === 'Inbound' ? 'incoming' : row['CallType'] === 'Outbound' ? 'outgoing' : null,
    answered: disposition === null ? null : /^answered$/i.test(disposition),
    seconds: row['CallDurationInSeconds'] === null ? null : Number(row['CallDurationInSeconds']),
    recordings: [...links, ...files],
    // A task has a day, no time of day.
    startedAt: text(row, 'ActivityDate'),
  };
}
const task = (row: Row): LabTask => ({
  ...activity(row),
  state: row['IsClosed'] === true ? 'done' : 'open',
  dueAt: moment(text(row, 'ReminderDateTime')) ?? text(row, 'ActivityDate'),
});

/** Takes the base URL of a fake; returns everything in it. Throws when the fake refuses the reader. */
export async function readView(url: string): Promise<LabView> {
  const [contacts, leads, companies, deals, roles, tasks] = (await Promise.all(
    ['Contact', 'Lead', 'Account', 'Opportunity', 'OpportunityContactRole', 'Task'].map((object) =>
      rows(url, object),
    ),
  )) as [Row[], Row[], Row[], Row[], Row[], Row[]];
  const isCall = (row: Row): boolean => row['TaskSubtype'] === 'Call';
  const calls = tasks.filter(isCall);
  const files = await filesOf(url, calls);
  return {
    contacts: contacts.map((row) => record(row, {})),
    leads: leads.map(lead),
    companies: companies.map((row) => record(row, {})),
    deals: deals.map((row) => deal(row, roles)),
    calls: calls.map((row) => call(row, files.get(String(row['Id'])) ?? [])),
    tasks: tasks.filter((row) => !isCall(row)).map(task),
  };
}
