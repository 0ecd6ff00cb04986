/** A prepared Zoho CRM organisation in the product's words. */
import { randomUUID } from 'node:crypto';
import type { Lab, LabFactory, LabOptions } from '../common/lab';
import { labTokens } from '../common/lab-tokens';
import type { RecordedRequest } from '../common/types';
import {
  dealLayouts,
  labUsers,
  MODULE_OF,
  OUR_FIELDS,
  PIPELINES,
  seedRecord,
  USERS,
  valuesOf,
} from './lab-org';
import { readView } from './lab-view';
import { startFakeZoho } from './server';
import { MODULES, type FakeZoho, type ZohoModule } from './types';

const isToken = ({ path }: RecordedRequest): boolean => path === '/oauth/v2/token';
function writes({ method, path, body }: Pick<RecordedRequest, 'method' | 'path' | 'body'>): boolean {
  if (method === 'GET' || path.endsWith('/coql') || path.startsWith('/oauth/')) return false;
  if (!path.endsWith('/__composite_requests')) return true;
  const parts = (body as { __composite_requests?: { method: string; uri: string }[] } | null)
    ?.__composite_requests;
  return (parts ?? []).some(({ method: own, uri }) => writes({ method: own, path: uri, body: null }));
}
/** Scopes of a token that may do all but touch deals. */
const WITHOUT_DEALS = [
  ...MODULES.filter((module) => module !== 'Deals').map((module) => `ZohoCRM.modules.${module}.ALL`),
  'ZohoSearch.securesearch.READ',
  'ZohoCRM.coql.READ',
  'ZohoCRM.composite_requests.CUSTOM',
  'ZohoCRM.settings.ALL',
  'ZohoCRM.users.READ',
  'ZohoCRM.org.READ',
];
/** As the vendor refuses: no Retry-After, so the seconds stay untold. */
const refuse = (fake: FakeZoho): void =>
  fake.faults.next(
    {
      answer: {
        status: 429,
        body: { code: 'TOO_MANY_REQUESTS', details: {}, message: 'too many requests', status: 'error' },
      },
    },
    100_000,
  );

async function start({ clock, smallest }: LabOptions = {}): Promise<Lab> {
  const oauth = {
    clientId: `1000.${randomUUID()}`,
    clientSecret: randomUUID(),
    refreshToken: `1000.${randomUUID()}`,
  };
  const fake = await startFakeZoho({
    token: `1000.${randomUUID()}`,
    oauth,
    workMs: 2,
    ...(clock ? { clock } : {}),
    ...(smallest ? { edition: 'free' as const } : {}),
    dataCentre: 'eu',
    fields: Object.fromEntries(OUR_FIELDS.map(({ module, fields }) => [module, fields])),
    users: labUsers(),
    dealLayouts: dealLayouts(),
  });
  const { requests, faults } = fake;
  return {
    crm: 'zoho',
    url: fake.url,
    access: { kind: 'oAuth2', values: { dataCentre: 'eu', ...oauth }, baseUrl: fake.url },
    users: USERS,
    pipelines: PIPELINES,
    settings: {},
    textField: { contact: 'Department', lead: 'Designation', company: 'Account_Site', deal: 'Next_Step' },
    htmlBodies: false,
    requests,
    faults,
    seed: (entity, record) => seedRecord(fake, entity, record),
    view: () => readView(fake.url),
    // Budgets of crm-apis.md §6 go by a living token.
    spent: () => requests.filter((request) => !isToken(request)).length,
    writes: () => requests.filter(writes).map(({ method, path }) => ({ method, path })),
    edit: (entity, id, change) => fake.edit(MODULE_OF[entity], id, valuesOf(entity, change)),
    remove: (entity, id) => fake.remove(MODULE_OF[entity], id),
    deactivate: (userId) => fake.deactivateUser(userId),
    bare: () => {
      for (const { module, fields } of OUR_FIELDS)
        for (const { name } of fields) fake.removeField(module, name);
    },
    removeField: (entity, field) => fake.removeField(entity as ZohoModule, field),
    requireField: (entity, field) => fake.requireField(MODULE_OF[entity], field),
    removeStage: (stage) => fake.removeStage(stage),
    limitRights: () => fake.set({ scopes: WITHOUT_DEALS }),
    tokens: labTokens(fake),
    revoke: () => fake.endToken('revoked'),
    searchLag: (ms) => fake.set({ searchLagMs: ms }),
    refuse: () => refuse(fake),
    onExchange: (listener) => fake.onExchange(listener),
    close: () => fake.close(),
  };
}

export const zohoLab: LabFactory = { crm: 'zoho', start };
