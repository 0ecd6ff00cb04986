/** A prepared Pipedrive account in the product's words. */
import { randomBytes } from 'node:crypto';
import type { Entity } from '../../core/model/plan';
import type { Drift, Lab, LabFactory, LabObject, LabOptions } from '../common/lab';
import { labTokens } from '../common/lab-tokens';
import type { RecordedRequest } from '../common/types';
import {
  labFields,
  labPipelines,
  labUsers,
  OWNER_OF,
  ourFields,
  PIPELINES,
  seedRecord,
  TEXT_FIELD,
  TYPE_OF,
  USERS,
  valuesOf,
} from './lab-account';
import { readView } from './lab-view';
import { OTHER_ANSWERS } from './other-answers';
import { startFakePipedrive } from './server';
import type { FakeField, FakePipedrive, FieldOwner } from './types';

/** The lab with its fake, for what only Pipedrive has (plans, recordings). */
export interface PipedriveLab extends Lab {
  readonly fake: FakePipedrive;
}
const TOKEN_PATH = '/oauth/token';
/** Premium, one seat: enough for a suite that sends faster than people call. */
const OAUTH = { clientId: 'lab-client', clientSecret: 'lab-secret', refreshToken: 'lab-refresh' };
/** A trial account: 20 requests a minute beside the smallest plan's windows (docs/reference/pipedrive.md#limits-and-refusals). */
const SMALLEST = { perMinute: 20 };
/** Custom fields of the whole company on Lite. */
const SMALLEST_RULES = { customFields: 30 };
const LIMITS = { burstPer2s: 100, dailyTokens: 150_000 };
/** Ids no record has. */
const NO_RECORD = /\/(0|00000000-0000-0000-0000-000000000000)$/;
/** Areas of rights to read or to read and write. */
const AREAS = ['contacts', 'deals', 'leads', 'activities'];
const BESIDE_WRITES = ['base', 'search:read', 'users:read', 'admin', 'phone-integration'];
/** All but deals. */
const WITHOUT_DEALS = [
  'base',
  'contacts:full',
  'activities:full',
  'leads:full',
  'search:read',
  'users:read',
  'contact-fields:full',
  'phone-integration',
];
/** Takes our words and the vendor's: deal, contact, person, personFields, … */
function ownerOf(name: string): FieldOwner {
  const word = name.replace(/Fields$/, '').replace(/s$/, '');
  return word in OWNER_OF ? OWNER_OF[word as Entity] : (word as FieldOwner);
}
/**
 * Codes of fields are the account's own: a process asks for each list once, as for a token; again counts. So it does once a
 * day for the number on which it tries the search.
 */
const isTry = ({ method, path, query }: RecordedRequest): boolean =>
  method === 'GET' && path.endsWith('/persons') && query['sort_by'] === 'update_time';
const askedOnce = ({ requests }: FakePipedrive): number =>
  new Set(
    requests.flatMap((request) =>
      (request.method === 'GET' && /Fields$/.test(request.path)) || isTry(request) ? [request.path] : [],
    ),
  ).size;
const refusal = (seconds: number): { status: number; headers: Record<string, string>; body: unknown } => ({
  status: 429,
  headers: { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds) },
  body: { success: false, error: 'request over limit', errorCode: 429 },
});

const CHANGES: Partial<Record<Drift, Partial<FakeField>>> = {
  list: { type: 'enum', options: [{ id: 1, label: 'Something else' }] },
  number: { type: 'double' },
};
/**
 * Fields of activities and call logs are Pipedrive's own, and what is required is so in its pages only. A type is fixed, so
 * one of another type stands for a field that was deleted and made anew under its name, or mapped as it is.
 */
function drift(fake: FakePipedrive, what: Drift, object: LabObject, name: string): boolean {
  if (object === 'callRecord' || object === 'task') return false;
  const owner = OWNER_OF[object];
  const field = fake.fields(owner).find((one) => one.custom && (one.name === name || one.code === name));
  const mapped = field !== undefined && Object.values(TEXT_FIELD).includes(field.code);
  const change = CHANGES[what];
  if (!field || !(change || (what === 'gone' && !mapped))) return false;
  if (change) fake.changeField(owner, field.code, change);
  else fake.removeField(owner, field.code);
  return true;
}

export async function startPipedriveLab({
  answers,
  clock,
  smallest,
  signIn,
}: LabOptions = {}): Promise<PipedriveLab> {
  const fake = await startFakePipedrive({
    token: randomBytes(20).toString('hex'),
    tokenUser: Number(USERS.stranger),
    users: labUsers(),
    pipelines: labPipelines(),
    fields: labFields(),
    limits: smallest ? SMALLEST : LIMITS,
    ...(answers === 'other' ? OTHER_ANSWERS : {}),
    ...(smallest ? { rules: SMALLEST_RULES } : {}),
    ...(clock ? { clock } : {}),
    ...(signIn === 'oAuth2' ? { oauth: OAUTH } : {}),
  });
  const ours = (path: string): boolean => path !== TOKEN_PATH;
  return {
    crm: 'pipedrive',
    fake,
    url: fake.url,
    access:
      signIn === 'oAuth2'
        ? { kind: signIn, values: OAUTH, baseUrl: fake.url }
        : { kind: 'apiToken', values: { apiToken: fake.token }, baseUrl: fake.url },
    users: USERS,
    pipelines: PIPELINES,
    settings: {},
    textField: TEXT_FIELD,
    htmlBodies: true,
    requests: fake.requests,
    faults: fake.faults,
    seed: (entity, record) => seedRecord(fake, entity, record),
    view: () => readView(fake),
    spent: () => fake.requests.filter(({ path }) => ours(path)).length - askedOnce(fake),
    writes: () =>
      fake.requests
        .filter(({ method, path }) => method !== 'GET' && ours(path) && !NO_RECORD.test(path))
        .map(({ method, path }) => ({ method, path })),
    edit: (entity, id, change) => fake.edit(TYPE_OF[entity], id, valuesOf(fake, entity, change)),
    remove: (entity, id) => fake.remove(TYPE_OF[entity], id),
    deactivate: (userId) => fake.deactivate(Number(userId)),
    bare: () => {
      for (const [owner, fields] of ourFields()) for (const { name } of fields) fake.removeField(owner, name);
    },
    removeField: (entity, field) => fake.removeField(ownerOf(entity), field),
    requireField: (entity, field) => {
      // The vendor asks for required fields in its page only; a lab has to refuse, or nothing would be tried.
      fake.requireField(OWNER_OF[entity], field);
      fake.set({ enforceRequired: true });
      return fake.fields(OWNER_OF[entity]).find(({ name }) => name === field)?.code ?? field;
    },
    drift: (what, object, field) => drift(fake, what, object, field),
    removeStage: (stage) => fake.removeStage(Number(stage)),
    removePipeline: (id) => fake.removePipeline(Number(id)),
    withdrawWrites: () => fake.set({ scopes: [...BESIDE_WRITES, ...AREAS.map((area) => `${area}:read`)] }),
    forbidCreation: (object) => {
      if (object === 'callRecord') return false;
      const own = object === 'task' ? 'activities' : object === 'company' ? 'contacts' : `${object}s`;
      const rights = AREAS.map((area) => `${area}:${area === own ? 'read' : 'full'}`);
      fake.set({ scopes: [...BESIDE_WRITES, ...rights] });
      return true;
    },
    limitRights: () => fake.set({ scopes: WITHOUT_DEALS }),
    tokens: labTokens(fake),
    revoke: () => fake.endToken('revoked'),
    searchLag: (ms) => fake.set({ searchLagMs: ms }),
    refuse: (seconds) => fake.faults.next({ answer: refusal(seconds) }, 100_000),
    onExchange: (listener) => fake.onExchange(listener),
    close: () => fake.close(),
  };
}
export const pipedriveLab: LabFactory = { crm: 'pipedrive', start: startPipedriveLab };
