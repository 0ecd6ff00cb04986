/** A prepared Salesforce org in the product's words. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Lab, LabAccess, LabFactory, LabOptions } from '../common/lab';
import { labPeople } from '../common/lab-people';
import type { RecordedRequest, SandboxRequest } from '../common/types';
import { labTokens } from '../common/lab-tokens';
import { OUR_FIELDS, PIPELINES, RECORD_TYPES, STAGES, USERS } from './lab-data';
import { OBJECTS, seed, valuesOf } from './lab-seed';
import { readView } from './lab-view';
import { startFakeSalesforce } from './server';
import type { OAuthApp } from './types';
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

async function start({ clock, smallest, rotates, signIn = 'oAuth2' }: LabOptions = {}): Promise<Lab> {
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
    removeStage: (stage) => fake.removeStage(stage),
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
