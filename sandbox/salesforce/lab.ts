/** A prepared Salesforce org in the product's words. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Drift, Lab, LabAccess, LabFactory, LabObject, LabOptions } from '../common/lab';
import { labPeople } from '../common/lab-people';
import type { RecordedRequest, SandboxRequest } from '../common/types';
import { labTokens } from '../common/lab-tokens';
import { OUR_FIELDS, PIPELINES, RECORD_TYPES, STAGES, USERS } from './lab-data';
import { OBJECTS, seed, valuesOf } from './lab-seed';
import { readView } from './lab-view';
import { OTHER_ANSWERS } from './other-answers';
import { startFakeSalesforce } from './server';
import type { FieldDef } from './schema/types';
import type { FakeSalesforce, OAuthApp } from './types';
import { asObject } from './write/read-values';

/** The vendor's refusal for a moment; the daily one has the same code and says TotalRequests. It never says how long. */
const TOO_MANY = {
  status: 403,
  headers: { 'sforce-limit-info': 'api-usage=18/15000' },
  body: [
    {
      message: 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
    },
  ],
};
/** Signing in is no request of the API: it is not counted as spent, and no fault of the lab hits it. */
const isSignIn = ({ path }: Pick<SandboxRequest, 'path'>): boolean => path.startsWith('/services/oauth2/');

/** A composite writes when one of its parts does. */
function isWrite({ method, path, body }: RecordedRequest): boolean {
  if (method === 'GET' || path.startsWith('/services/oauth2/')) return false;
  const parts = asObject(body)?.['compositeRequest'];
  return !Array.isArray(parts) || parts.some((part) => asObject(part)?.['method'] !== 'GET');
}

/** Nothing refuses requests by the second; a day's are counted, and the smallest org's are fewer than a burst needs. */
const SMALLEST_DAY = 600;

/** Values of an account kind of this org. */
function accessOf(kind: string, oauth: OAuthApp, privateKey: string, url: string): LabAccess {
  const { clientId, clientSecret, refreshToken } = oauth;
  const kinds: Record<string, Record<string, string>> = {
    oAuth2: { clientId, clientSecret, refreshToken },
    clientCredentials: { clientId, clientSecret },
    jwt: {
      clientId,
      username: labPeople.find(({ person }) => person === 'stranger')?.email ?? '',
      privateKey,
    },
  };
  return { kind, values: { ...kinds[kind], loginHost: url }, baseUrl: url };
}

const CHANGES: Record<Exclude<Drift, 'gone'>, Partial<FieldDef>> = {
  required: { required: true },
  readOnly: { createable: false, updateable: false },
  list: { type: 'picklist', restrictedTo: ['Something else'] },
  number: { type: 'int', length: 0 },
  short: { length: 5 },
};
/** What Salesforce itself needs of a record, and ids: nobody can change these. */
const FIXED =
  /^(LastName|Company|Name|StageName|CloseDate|RecordTypeId|OwnerId|Status|TaskSubtype|Subject|.*Id)$/;

/** Type and existence of standard fields are fixed, but a user may be denied them; our keys can only be deleted. */
function drift(fake: FakeSalesforce, what: Drift, of: LabObject, name: string): boolean {
  const object = of === 'callRecord' || of === 'task' ? 'Task' : OBJECTS[of];
  const field = fake.field(object, name);
  if (!field || FIXED.test(name)) return false;
  if (field.unique && what !== 'gone') return false;
  // A standard field is required by page layouts only, which the API does not heed.
  if (!field.custom && !['readOnly', 'gone'].includes(what)) return false;
  if (what === 'gone') fake.removeField(object, name);
  else fake.changeField(object, name, CHANGES[what]);
  return true;
}

async function start({
  answers,
  clock,
  smallest,
  rotates,
  signIn = 'oAuth2',
}: LabOptions = {}): Promise<Lab> {
  const pair =
    signIn === 'jwt'
      ? generateKeyPairSync('rsa', {
          modulusLength: 2048,
          publicKeyEncoding: { type: 'spki', format: 'pem' },
          privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        })
      : { publicKey: '', privateKey: '' };
  const oauth = {
    clientId: `3MVG9.${randomUUID()}`,
    clientSecret: randomUUID().replaceAll('-', '').toUpperCase(),
    refreshToken: `5Aep861.${randomUUID()}`,
    publicKey: pair.publicKey,
    ...(rotates ? { rotates } : {}),
  };
  const fake = await startFakeSalesforce({
    token: randomUUID(),
    ...(clock ? { clock } : {}),
    ...(smallest ? { dailyLimit: SMALLEST_DAY } : {}),
    ...(answers === 'other' ? OTHER_ANSWERS : {}),
    oauth,
    users: labPeople.map(({ person, ...user }) => ({ id: USERS[person], ...user })),
    runAs: USERS.stranger,
    stages: STAGES,
    recordTypes: RECORD_TYPES,
    fields: Object.fromEntries(OUR_FIELDS.map(({ object, fields }) => [object, fields])),
  });
  return {
    crm: 'salesforce',
    url: fake.url,
    access: accessOf(signIn, oauth, pair.privateKey, fake.url),
    users: USERS,
    pipelines: PIPELINES,
    settings: {},
    textField: { contact: 'Department', company: 'Description', deal: 'NextStep', lead: 'Title' },
    htmlBodies: false,
    requests: fake.requests,
    faults: {
      next: ({ match, answer }, times) =>
        fake.faults.next(
          { match: (request) => !isSignIn(request) && (match?.(request) ?? true), answer },
          times,
        ),
      clear: () => fake.faults.clear(),
      get pending() {
        return fake.faults.pending;
      },
    },
    seed: (entity, record) => seed(fake, entity, record),
    view: () => readView(fake.url),
    spent: () => fake.requests.filter((request) => !isSignIn(request)).length,
    writes: () => fake.requests.filter(isWrite).map(({ method, path }) => ({ method, path })),
    edit: (entity, id, change) => fake.edit(OBJECTS[entity], id, valuesOf(entity, change)),
    remove: (entity, id) => fake.remove(OBJECTS[entity], id),
    deactivate: (userId) => fake.deactivate(userId),
    bare: () => {
      for (const { object, fields } of OUR_FIELDS)
        for (const { name } of fields) fake.removeField(object, name);
    },
    removeField: (entity, field) =>
      fake.removeField(OBJECTS[entity as keyof typeof OBJECTS] ?? entity, field),
    requireField: (entity, field) => {
      const name = field.endsWith('__c') ? field : `${field}__c`;
      fake.addField(OBJECTS[entity], { name, required: true });
      return name;
    },
    drift: (what, object, field) => drift(fake, what, object, field),
    removeStage: (stage) => fake.removeStage(stage),
    removePipeline: (id) => fake.removeRecordType(id),
    keepPrivate: (entity) => fake.set({ privateObjects: [OBJECTS[entity]], rights: { viewAll: [] } }),
    spendDay: (left) => fake.set({ dayLeft: left }),
    withdrawWrites: () => fake.set({ rights: { readOnly: [...Object.values(OBJECTS), 'Task'] } }),
    forbidCreation: (object) => {
      const name = object === 'callRecord' || object === 'task' ? 'Task' : OBJECTS[object];
      fake.set({ rights: { readOnly: [name] } });
      return true;
    },
    limitRights: () => fake.set({ rights: { hidden: ['Opportunity', 'OpportunityContactRole'] } }),
    tokens: labTokens(fake),
    revoke: () => fake.endToken('revoked'),
    searchLag: (ms) => fake.set({ searchLagMs: ms }),
    refuse: () => fake.faults.next({ match: (request) => !isSignIn(request), answer: TOO_MANY }, 100_000),
    onExchange: (listener) => fake.onExchange(listener),
    close: () => fake.close(),
  };
}

export const salesforceLab: LabFactory = { crm: 'salesforce', start };
