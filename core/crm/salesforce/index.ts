/** Salesforce, as the product sees it. */
import type { CrmProvider, ProviderDeps, ProviderFactory } from '../port';
import { oneByHand } from '../engine/by-hand';
import { notesAsTasks } from '../engine/notes';
import { seenBy } from '../engine/seen';
import { ACCOUNTS } from './accounts';
import { SalesforceApi } from './api';
import { applySteps } from './apply';
import { byHand } from './by-hand';
import { describeObject } from './describe';
import { earlierEvents } from './earlier';
import { DEFAULT_BASE_URL, OBJECT_OF } from './endpoints';
import { ensureFields } from './ensure-fields';
import { classify, SYSTEM } from './errors';
import { findRecords } from './find';
import { findMany } from './find-many';
import { checkHealth } from './health';
import { LIMITS } from './limits';
import { recordUrls } from './links';
import { readFields, readUsers } from './lists';
import { ownTasks } from './own-tasks';
import { readPipelines } from './pipelines';
import { previewSteps } from './preview';
import { recordsOfCall } from './records-of-call';
import { Schema } from './schema';
import { readSettings, SETTINGS } from './settings';
import type { Work } from './work';

function create({ http, clock, baseUrl, settings }: ProviderDeps): CrmProvider {
  const api = new SalesforceApi(http);
  const work: Work = {
    api,
    clock,
    schema: new Schema(api, clock),
    url: recordUrls(baseUrl),
    settings: readSettings(settings),
  };
  const earlier = earlierEvents(work);
  return {
    crm: 'salesforce',
    label: SYSTEM,
    requests: () => http.requests,
    find: (query) => findRecords(work, query),
    findMany: (phones, entities) => findMany(work, phones, entities),
    apply: (steps, existing) => notesAsTasks(steps, (own) => applySteps(work, own, existing)),
    preview: (steps, existing) => notesAsTasks(steps, (own) => previewSteps(work, own, existing)),
    seen: seenBy(earlier),
    earlier,
    tasks: ownTasks(work),
    recordsOfCall: (call) => recordsOfCall(work, call),
    users: () => readUsers(api),
    pipelines: () => readPipelines(api),
    fields: (entity) => readFields(api, OBJECT_OF[entity]),
    describe: (object) => describeObject(api, OBJECT_OF[object]),
    ensureFields: () => ensureFields(work),
    health: () => checkHealth(work),
    ...oneByHand(() => byHand(work)),
  };
}

export const salesforce: ProviderFactory = {
  crm: 'salesforce',
  label: SYSTEM,
  defaultBaseUrl: DEFAULT_BASE_URL,
  entities: ['company', 'contact', 'lead', 'deal'],
  routingOrder: ['lead'],
  settings: SETTINGS,
  accounts: ACCOUNTS,
  classify,
  limits: LIMITS,
  create,
};
