/** NetHunt, as the product sees it. */
import type { CrmProvider, ProviderDeps, ProviderFactory } from '../port';
import { ACCOUNTS } from './accounts';
import { NetHuntApi } from './api';
import { applySteps } from './apply';
import { createOrUpdate, getRecord } from './by-hand';
import { DEFAULT_BASE_URL } from './endpoints';
import { ensureFields } from './ensure-fields';
import { classify, SYSTEM } from './errors';
import { findRecords } from './find';
import { checkHealth } from './health';
import { Layout } from './layout';
import { LIMITS } from './limits';
import { readChoices, readFields, readPipelines, readUsers } from './lists';
import { previewSteps } from './preview';
import { seenCalls } from './seen';
import { readSettings, SETTINGS } from './settings';

function create({ http, clock, settings }: ProviderDeps): CrmProvider {
  const layout = new Layout(new NetHuntApi(http), readSettings(settings), clock);
  return {
    crm: 'nethunt',
    label: SYSTEM,
    onlySip: true,
    unknownUsers: true,
    requests: () => http.requests,
    find: (query) => findRecords(layout, query),
    apply: (steps, existing) => applySteps(layout, steps, existing),
    preview: (steps, existing) => previewSteps(layout, steps, existing),
    seen: (callIds) => seenCalls(layout, callIds),
    users: () => readUsers(layout),
    pipelines: () => readPipelines(layout),
    choices: (list) => readChoices(layout, list),
    fields: (entity) => readFields(layout, entity),
    ensureFields: () => ensureFields(layout),
    health: () => checkHealth(layout),
    createOrUpdate: (entity, input, phone) => createOrUpdate(layout, entity, input, phone),
    get: (entity, by) => getRecord(layout, entity, by),
  };
}

export const nethunt: ProviderFactory = {
  crm: 'nethunt',
  label: SYSTEM,
  defaultBaseUrl: DEFAULT_BASE_URL,
  entities: ['company', 'contact', 'deal'],
  routingOrder: ['contact'],
  settings: SETTINGS,
  accounts: ACCOUNTS,
  classify,
  limits: LIMITS,
  create,
};
