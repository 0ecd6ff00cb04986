/** A prepared HubSpot portal in the product's words. */
import { randomUUID } from 'node:crypto';
import properties from '../../core/crm/hubspot/properties.json';
import type { Entity } from '../../core/model/plan';
import type { Drift, Lab, LabFactory, LabObject, LabSeed } from '../common/lab';
import type { RecordedRequest } from '../common/types';
import { labTokens } from '../common/lab-tokens';
import { labClosed, labPeople } from '../common/lab-people';
import { readView } from './lab-view';
import { DAILY_LIMIT } from './directory-api';
import { OTHER_ANSWERS } from './other-answers';
import { startFakeHubSpot } from './server';
import type {
  CustomProperty,
  FakeHubSpot,
  FakeHubSpotOptions,
  FakePipeline,
  HubSpotType,
  PropertyDef,
} from './types';

const USERS = {
  olena: '81001',
  ivan: '81002',
  sofia: '81003',
  lev: '81005',
  maksym: '81006',
  stranger: '89999',
} as const;
const OURS = properties as unknown as { type: HubSpotType; properties: CustomProperty[] }[];
const TYPES: Record<Entity, HubSpotType> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  lead: 'leads',
};
const PIPELINES = [
  {
    id: 'default',
    name: 'Sales Pipeline',
    open: ['appointmentscheduled', 'qualifiedtobuy'],
    closed: 'default_lost',
  },
  { id: 'partners', name: 'Partners', open: ['partner_new'], closed: 'partners_lost' },
];

/** As the portal shows them; other stages show their id. */
const STAGE_LABELS: Record<string, string> = {
  appointmentscheduled: 'Appointment Scheduled',
  qualifiedtobuy: 'Qualified To Buy',
  partner_new: 'New Partner',
  default_won: 'Closed Won',
  default_lost: 'Closed Lost',
};
const stage = (id: string, closed: boolean, probability: string): FakePipeline['stages'][number] => ({
  id,
  label: STAGE_LABELS[id] ?? id,
  metadata: { isClosed: String(closed), probability },
});
const dealPipelines = (): FakePipeline[] =>
  PIPELINES.map(({ id, name, open }) => ({
    id,
    label: name,
    stages: [
      ...open.map((name_) => stage(name_, false, '0.2')),
      stage(`${id}_won`, true, '1.0'),
      stage(`${id}_lost`, true, '0.0'),
    ],
  }));

const OBJECTS = ['contacts', 'companies', 'deals'];
const READS = [
  ...OBJECTS.flatMap((name) => [`crm.objects.${name}.read`, `crm.schemas.${name}.read`]),
  'crm.objects.owners.read',
];
const WRITES = OBJECTS.map((name) => `crm.objects.${name}.write`);
const WITHOUT_DEALS = [
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.owners.read',
  'crm.schemas.contacts.read',
];

/** Values of a seed by HubSpot's names. */
function valuesOf(entity: Entity, seed: LabSeed): Record<string, string> {
  const { phone, name, email, ownerId, attribution = {}, closed, values = {} } = seed;
  const own: Record<string, string | null | undefined> = {
    phone,
    email,
    hubspot_owner_id: ownerId,
    ...attribution,
    [entity === 'contact' ? 'firstname' : entity === 'deal' ? 'dealname' : 'name']: name,
    ...(closed ? { dealstage: labClosed(PIPELINES, closed) } : {}),
    ...(values as Record<string, string>),
  };
  return Object.fromEntries(Object.entries(own).filter((entry): entry is [string, string] => !!entry[1]));
}

function seed(fake: FakeHubSpot, entity: Entity, record: LabSeed = {}): string {
  const { contactId, companyId, at } = record;
  const links: Partial<Record<HubSpotType, string[]>> = {
    ...(contactId ? { contacts: [contactId] } : {}),
    ...(companyId ? { companies: [companyId] } : {}),
  };
  const change = at === undefined ? {} : { lastmodifieddate: new Date(at).toISOString() };
  const defaults: Record<Entity, LabSeed> = {
    contact: { name: 'Known', phone: '+380671234567', values: change },
    company: { name: 'Known Ltd' },
    lead: { name: 'Known' },
    deal: { name: 'Open deal', values: { pipeline: 'default', dealstage: 'appointmentscheduled' } },
  };
  const values = { ...valuesOf(entity, defaults[entity]), ...valuesOf(entity, record) };
  if (record.phone === null) delete values['phone'];
  if (record.ownerId === undefined && entity !== 'lead') values['hubspot_owner_id'] = USERS.stranger;
  const seeders = fake.seed as unknown as Record<Entity, FakeHubSpot['seed']['contact']>;
  return seeders[entity](values, { links, ...(at === undefined ? {} : { createdAt: at }) });
}

const CHANGES: Record<Exclude<Drift, 'required' | 'gone'>, Partial<PropertyDef>> = {
  readOnly: { readOnly: true },
  list: { type: 'enumeration', options: ['something_else'] },
  number: { type: 'number' },
  short: { maxLength: 5 },
};
/** What HubSpot itself needs of a record. */
const NEEDED = new Set(['hs_timestamp', 'dealname', 'dealstage', 'pipeline']);
/** Type and existence of HubSpot's own properties are fixed; a unique property can only be deleted. */
function isChangeable({ name, standard, unique }: PropertyDef, what: Drift): boolean {
  if (NEEDED.has(name)) return false;
  if (unique) return what === 'gone';
  return !standard || what === 'required' || what === 'readOnly' || what === 'short';
}
function drift(fake: FakeHubSpot, what: Drift, object: LabObject, field: string): boolean {
  const type = object === 'callRecord' ? 'calls' : object === 'task' ? 'tasks' : TYPES[object];
  const def = fake.property(type, field);
  if (!def || !isChangeable(def, what)) return false;
  if (what === 'required') fake.requireProperty(type, field);
  else if (what === 'gone') fake.removeProperty(type, field);
  else fake.changeProperty(type, field, CHANGES[what]);
  return true;
}

/** A batch of no records changes nothing. */
function changes({ method, path, body }: RecordedRequest): boolean {
  if (method === 'GET' || /\/search$|\/batch\/read$|\/token$/.test(path)) return false;
  return !(path.endsWith('/batch/create') && (body as { inputs?: unknown[] } | null)?.inputs?.length === 0);
}

/** A portal with our properties, the six people and two pipelines; `options` over that. */
export function startPrepared(options: FakeHubSpotOptions = {}): Promise<FakeHubSpot> {
  return startFakeHubSpot({
    token: `pat-eu1-${randomUUID()}`,
    properties: Object.fromEntries(OURS.map((object) => [object.type, object.properties])),
    owners: labPeople.map(({ person, name, email, active }) => ({
      id: USERS[person],
      userId: Number(USERS[person]) - 70_000,
      email,
      firstName: name,
      lastName: 'Test',
      archived: !active,
    })),
    dealPipelines: dealPipelines(),
    ...options,
  });
}

/** The same portal in the product's words. */
export function labOf(fake: FakeHubSpot): Lab {
  return {
    crm: 'hubspot',
    url: fake.url,
    access: { kind: 'serviceKey', values: { serviceKey: fake.token }, baseUrl: fake.url },
    users: USERS,
    pipelines: PIPELINES,
    settings: {},
    textField: { contact: 'company', company: 'description', deal: 'description' },
    htmlBodies: true,
    requests: fake.requests,
    faults: fake.faults,
    seed: (entity, record) => seed(fake, entity, record),
    view: () => readView(fake),
    spent: () => fake.requests.length,
    writes: () => fake.requests.filter(changes).map(({ method, path }) => ({ method, path })),
    edit: (entity, id, change) => fake.edit(TYPES[entity], id, valuesOf(entity, change)),
    remove: (entity, id) => fake.archive(TYPES[entity], id),
    deactivate: (userId) => fake.archiveOwner(userId),
    bare: () => {
      for (const object of OURS)
        for (const { name } of object.properties) fake.removeProperty(object.type, name);
    },
    removeField: (entity, field) => fake.removeProperty(entity as HubSpotType, field),
    requireField: (entity, field) => fake.requireProperty(TYPES[entity], field),
    drift: (what, object, field) => drift(fake, what, object, field),
    removeStage: (id) => fake.removeStage(id),
    removePipeline: (id) => fake.removePipeline(id),
    fieldRoom: (left) => fake.set({ propertyRoom: left }),
    spendDay: (left) => fake.set({ usedToday: DAILY_LIMIT * (1 - left) }),
    withdrawWrites: () => fake.set({ scopes: READS }),
    forbidCreation: (object) => {
      const own = object === 'callRecord' || object === 'task' ? 'contacts' : TYPES[object];
      fake.set({ scopes: [...READS, ...WRITES.filter((scope) => !scope.includes(`.${own}.`))] });
      return true;
    },
    limitRights: () => fake.set({ scopes: WITHOUT_DEALS }),
    tokens: labTokens(fake),
    revoke: () => fake.endToken('revoked'),
    searchLag: (ms) => fake.set({ searchLagMs: ms }),
    refuse: (seconds) =>
      fake.faults.next(
        {
          answer: {
            status: 429,
            headers: { 'retry-after': String(seconds) },
            body: { status: 'error', message: 'limit', category: 'RATE_LIMITS' },
          },
        },
        100_000,
      ),
    onExchange: (listener) => fake.onExchange(listener),
    close: () => fake.close(),
  };
}

/** Free and Starter. */
const FREE = { limits: { burstPer10s: 100 } };

const OAUTH = { clientId: 'lab-client', clientSecret: 'lab-secret', refreshToken: 'lab-refresh' };

export const hubspotLab: LabFactory = {
  crm: 'hubspot',
  start: async ({ answers, clock, smallest, signIn } = {}) => {
    const oauth = signIn === 'oAuth2' ? { oauth: OAUTH } : {};
    const lab = labOf(
      await startPrepared({
        ...(clock ? { clock } : {}),
        ...(smallest ? FREE : {}),
        ...(answers === 'other' ? OTHER_ANSWERS : {}),
        ...oauth,
      }),
    );
    return signIn === 'oAuth2' ? { ...lab, access: { kind: signIn, values: OAUTH, baseUrl: lab.url } } : lab;
  },
};
