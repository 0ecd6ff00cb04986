/** A prepared Zoho CRM organisation in the product's words. */
import { randomUUID } from 'node:crypto';
import type { Drift, Lab, LabFactory, LabObject, LabOptions, LayoutDrift } from '../common/lab';
import { labTokens } from '../common/lab-tokens';
import type { RecordedRequest } from '../common/types';
import {
  dealLayouts,
  labUsers,
  MODULE_OF,
  OTHER_LAYOUTS,
  OUR_FIELDS,
  PARTNERS,
  PIPELINES,
  seedRecord,
  USERS,
  valuesOf,
} from './lab-org';
import { PLAIN_LAYOUT_IDS } from './defaults';
import { readView } from './lab-view';
import { OTHER_ANSWERS } from './other-answers';
import { startFakeZoho } from './server';
import { MODULES, type FakeZoho, type ZohoModule, type FieldDef } from './types';

const isToken = ({ path }: RecordedRequest): boolean => path === '/oauth/v2/token';
/** A list of no records changes nothing. */
const isEmpty = (body: unknown): boolean => (body as { data?: unknown[] } | null)?.data?.length === 0;
function writes({ method, path, body }: Pick<RecordedRequest, 'method' | 'path' | 'body'>): boolean {
  if (method === 'GET' || path.endsWith('/coql') || path.startsWith('/oauth/')) return false;
  if (!path.endsWith('/__composite_requests')) return !isEmpty(body);
  const parts = (body as { __composite_requests?: { method: string; uri: string }[] } | null)
    ?.__composite_requests;
  return (parts ?? []).some(({ method: own, uri }) => writes({ method: own, path: uri, body: null }));
}
const BESIDE_MODULES = [
  'ZohoSearch.securesearch.READ',
  'ZohoCRM.coql.READ',
  'ZohoCRM.composite_requests.CUSTOM',
  'ZohoCRM.settings.ALL',
  'ZohoCRM.users.READ',
  'ZohoCRM.org.READ',
];
/** Scopes of a token that may do all but touch deals. */
const WITHOUT_DEALS = [
  ...MODULES.filter((module) => module !== 'Deals').map((module) => `ZohoCRM.modules.${module}.ALL`),
  ...BESIDE_MODULES,
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

const CHANGES: Record<Exclude<Drift, 'gone' | 'readOnly'>, Partial<FieldDef>> = {
  required: { mandatory: true },
  list: { type: 'picklist', picklist: ['Something else'], strict: true },
  number: { type: 'integer' },
  short: { length: 5 },
};
const moduleOf = (object: LabObject): ZohoModule =>
  object === 'callRecord' ? 'Calls' : object === 'task' ? 'Tasks' : MODULE_OF[object];
/** What Zoho itself needs of a record, and links. */
const FIXED =
  /^(Owner|Stage|Pipeline|Layout|Closing_Date|Call_Type|Call_Start_Time|Call_Duration|Subject|Status|What_Id|Who_Id)$/;

/**
 * Types of Zoho's own fields are fixed, its texts can be shortened. A field that is gone or that the user may not write is
 * passed over in silence, so nothing is refused then; our keys can only be deleted.
 */
function drift(fake: FakeZoho, what: Drift, object: LabObject, name: string): boolean {
  const module = moduleOf(object);
  const def = fake.changeField(module, name, {});
  if (!def || FIXED.test(name) || what === 'readOnly') return false;
  if (what === 'gone') {
    if (def.custom) fake.removeField(module, name);
    return def.custom;
  }
  if (def.unique || (def.mandatory && what !== 'short')) return false;
  if (!def.custom && what !== 'required' && !(what === 'short' && def.type === 'text')) return false;
  fake.changeField(module, name, CHANGES[what]);
  return true;
}

/** As Lab.otherLayout; a pipeline's id names the layout beside the first. */
function otherLayout(
  fake: FakeZoho,
  entity: 'deal' | 'lead',
): { pipeline: string } | { fields: Record<string, string> } {
  const { id } = OTHER_LAYOUTS[entity];
  const names = OUR_FIELDS.find(({ module }) => module === MODULE_OF[entity])?.fields ?? [];
  if (entity === 'deal') fake.moveToLayout(PARTNERS, OTHER_LAYOUTS.deal);
  fake.takeFromLayout(
    id,
    names.map(({ name }) => name),
  );
  return entity === 'deal' ? { pipeline: `${PARTNERS}@layout:${id}` } : { fields: { Layout: id } };
}

/** As Lab.changeLayout. */
function changeLayout(
  fake: FakeZoho,
  what: LayoutDrift,
  object: LabObject,
  field: string,
  value?: string,
): void {
  const module = moduleOf(object);
  const id = module === 'Deals' ? (dealLayouts()[0]?.id ?? '') : PLAIN_LAYOUT_IDS[module];
  if (what === 'lacks') fake.takeFromLayout(id, [field]);
  else if (what === 'required') fake.demandInLayout(id, field);
  else fake.hideInLayout(id, field, value ?? '');
}

async function start({ answers, clock, smallest }: LabOptions = {}): Promise<Lab> {
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
    ...(answers === 'other' ? OTHER_ANSWERS : {}),
    dataCentre: 'eu',
    fields: Object.fromEntries(OUR_FIELDS.map(({ module, fields }) => [module, fields])),
    users: labUsers(),
    dealLayouts: dealLayouts(),
    moreLayouts: { Leads: [OTHER_LAYOUTS.lead] },
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
    leastTalk: 1,
    requests,
    faults,
    seed: (entity, record) => seedRecord(fake, entity, record),
    view: () => readView(fake.url),
    // Budgets of docs/reference/product.md#request-budgets go by a living token.
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
    drift: (what, object, field) => drift(fake, what, object, field),
    removeStage: (stage) => fake.removeStage(stage),
    removePipeline: (id) => fake.removePipeline(id),
    otherLayout: (entity) => otherLayout(fake, entity),
    changeLayout: (...change) => changeLayout(fake, ...change),
    withdrawWrites: () => fake.set({ scopes: ['ZohoCRM.modules.READ', ...BESIDE_MODULES] }),
    forbidCreation: (object) => {
      const own = moduleOf(object);
      const rights = MODULES.map((module) => `ZohoCRM.modules.${module}.${module === own ? 'READ' : 'ALL'}`);
      fake.set({ scopes: [...rights, ...BESIDE_MODULES] });
      return true;
    },
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
