/** A prepared NetHunt workspace in the product's words. */
import { randomUUID } from 'node:crypto';
import type { Entity } from '../../core/model/plan';
import type { Drift, Lab, LabFactory, LabObject, LabOptions, LabSeed } from '../common/lab';
import { labPeople } from '../common/lab-people';
import { folderOf, readView } from './lab-view';
import { OTHER_ANSWERS } from './other-answers';
import { startFakeNetHunt } from './server';
import { DEAL_KEY, OWN_FIELDS } from './standard-folders';
import type { FakeField, FakeNetHunt, FieldValues } from './types';

const mail = (person: string): string => `${person}@example.com`;
/** NetHunt knows people by their e-mail. */
const USERS = {
  olena: mail('olena'),
  ivan: mail('ivan'),
  sofia: mail('sofia'),
  lev: mail('lev'),
  maksym: mail('maksym'),
  stranger: mail('stranger'),
} as const;
const PIPELINES = [
  { id: 'Sales', name: 'Sales', open: ['New', 'Qualified'], closed: 'Lost' },
  { id: 'Partners', name: 'Partners', open: ['Partner new'], closed: 'Partner lost' },
];
const STAGES = 'Sales: New, Qualified | Won, Lost; Partners: Partner new | Partner won, Partner lost';
const SEED_NAMES = { contact: 'Known', company: 'Known Ltd', deal: 'Open deal', lead: 'Known' } as const;
const ATTRIBUTION_FIELDS = {
  utm_source: 'UTM source',
  utm_medium: 'UTM medium',
  utm_campaign: 'UTM campaign',
  utm_term: 'UTM term',
  utm_content: 'UTM content',
  google_client_id: 'Google client id',
} as const;
/** Folders by the names ensureFields() gives their entities. */
const FIELD_FOLDERS: Record<string, string> = {
  contact: 'Contacts',
  company: 'Companies',
  deal: 'Deals',
  callRecord: 'Ringostat calls',
  task: 'Tasks',
};

function valuesOf(seed: LabSeed): FieldValues {
  const { phone, name, email, ownerId, attribution = {}, closed, contactId, companyId, values = {} } = seed;
  const filled = Object.entries(attribution) as [keyof typeof ATTRIBUTION_FIELDS, string | null][];
  const own: FieldValues = {
    Name: name,
    Phone: phone ? [phone] : undefined,
    Email: email ? [email] : undefined,
    Manager: ownerId ? [ownerId] : undefined,
    Stage: closed === undefined ? undefined : closed === 'won' ? 'Won' : 'Lost',
    Contact: contactId ? [contactId] : undefined,
    Company: companyId ? [companyId] : undefined,
    ...Object.fromEntries(filled.map(([field, value]) => [ATTRIBUTION_FIELDS[field], value])),
    ...values,
  };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}
function seed(fake: FakeNetHunt, entity: Entity, record: LabSeed = {}): string {
  const phone = entity === 'contact' ? '+380671234567' : null;
  const place = entity === 'deal' ? { Pipeline: 'Sales', Stage: 'New' } : {};
  const wanted = { name: SEED_NAMES[entity], phone, ownerId: USERS.stranger, ...record };
  return fake.seed(folderOf(entity), { ...place, ...valuesOf(wanted) }, record.at);
}

const CHANGES: Partial<Record<Drift, Partial<FakeField>>> = {
  required: { required: true },
  list: { type: 'select', options: ['Something else'] },
  number: { type: 'number' },
};
/** Nothing is read-only or short in NetHunt; a person may make a text field one of another type, or delete it. */
function drift(fake: FakeNetHunt, what: Drift, object: LabObject, name: string): boolean {
  const folder = FIELD_FOLDERS[object] ?? '';
  const field = fake.folder(folder)?.fields.find((one) => one.name === name);
  if (!field || field.type !== 'text' || name === 'Name') return false;
  const change = CHANGES[what];
  if (!change && what !== 'gone') return false;
  if (change) fake.changeField(folder, name, change);
  else fake.removeField(folder, name);
  return true;
}

/** The vendor publishes no limit; it has one all the same, and tells of it by refusing. */
const UNTOLD_PER_MINUTE = 60;

async function start({ answers, clock, smallest, tells, signIn = 'apiKey' }: LabOptions = {}): Promise<Lab> {
  const second = signIn === 'apiV2';
  const fake = await startFakeNetHunt({
    apiKey: `nh-${randomUUID()}`,
    keyV2: `nh_live_${randomUUID()}`,
    users: labPeople,
    ...(clock ? { clock } : {}),
    ...(tells ? { v2Tells: tells } : {}),
    ...(answers === 'other' ? OTHER_ANSWERS : {}),
    ...(smallest ? { perMinute: UNTOLD_PER_MINUTE } : {}),
  });
  const idOf = (folder: string): string => fake.folder(folder).id;
  return {
    crm: 'nethunt',
    url: fake.url,
    access: second
      ? { kind: signIn, values: { apiKey: fake.keyV2 }, baseUrl: fake.urlV2 }
      : { kind: signIn, values: { email: fake.email, apiKey: fake.apiKey }, baseUrl: fake.url },
    users: USERS,
    pipelines: PIPELINES,
    settings: {
      contactsFolder: idOf('Contacts'),
      companiesFolder: idOf('Companies'),
      dealsFolder: idOf('Deals'),
      tasksFolder: idOf('Tasks'),
      callsFolder: idOf('Ringostat calls'),
      deals: true,
      stages: STAGES,
    },
    textField: { contact: 'Notes', company: 'Notes', deal: 'Notes' },
    htmlBodies: false,
    hidesUsers: true,
    ...(second ? { hidesRights: true as const } : {}),
    requests: fake.requests,
    faults: fake.faults,
    seed: (entity, record) => seed(fake, entity, record),
    view: () => readView(fake),
    spent: () => fake.requests.length,
    writes: () =>
      fake.requests
        .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/records/filter'))
        .map(({ method, path }) => ({ method, path })),
    edit: (_entity, id, change) => fake.edit(id, valuesOf(change)),
    remove: (_entity, id) => fake.remove(id),
    deactivate: (userId) => fake.deactivate(userId),
    bare: () => {
      for (const folder of Object.values(FIELD_FOLDERS))
        for (const name of [...OWN_FIELDS, DEAL_KEY])
          if (fake.folder(folder).fields.some((field) => field.name === name)) fake.removeField(folder, name);
    },
    removeField: (entity, field) => fake.removeField(FIELD_FOLDERS[entity] ?? entity, field),
    requireField: (entity, name) => fake.addField(folderOf(entity), { name, type: 'text', required: true }),
    drift: (what, object, name) => drift(fake, what, object, name),
    removeStage: (stage) => fake.removeOption('Deals', 'Stage', stage),
    removePipeline: (name) => fake.removeOption('Deals', 'Pipeline', name),
    withdrawWrites: () => Object.values(FIELD_FOLDERS).forEach((folder) => fake.setAccess(folder, 'read')),
    forbidCreation: (object) => {
      fake.setAccess(FIELD_FOLDERS[object] ?? '', 'read');
      return true;
    },
    limitRights: () => fake.setAccess('Deals', 'none'),
    revoke: () => fake.revoke(),
    searchLag: (ms) => fake.set({ searchLagMs: ms }),
    // The first API states no wait, so neither does the fake.
    refuse: (seconds) =>
      fake.faults.next(
        {
          answer: {
            status: 429,
            body: 'Too many requests',
            ...(second ? { headers: { 'retry-after': String(seconds) } } : {}),
          },
        },
        100_000,
      ),
    onExchange: (listener) => fake.onExchange(listener),
    close: () => fake.close(),
  };
}

export const nethuntLab: LabFactory = { crm: 'nethunt', start };
