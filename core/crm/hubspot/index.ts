/** The HubSpot provider. */
import type { CrmProvider, ProviderDeps, ProviderFactory } from '../port';
import { oneByHand } from '../engine/by-hand';
import { notesAsTasks } from '../engine/notes';
import { seenBy } from '../engine/seen';
import { ACCOUNTS } from './accounts';
import { HubSpotApi } from './api';
import { applySteps } from './apply';
import { byHand } from './by-hand';
import { describeType } from './describe';
import { earlierEvents } from './earlier';
import { DEFAULT_BASE_URL, type ObjectType } from './endpoints';
import { noLeads } from './entities';
import { ensureFields } from './ensure-fields';
import { classify, SYSTEM } from './errors';
import { findRecords } from './find';
import { findMany } from './find-many';
import { checkHealth } from './health';
import { LIMITS } from './limits';
import { Links } from './links';
import { readFields, readOwners } from './lists';
import { ownTasks } from './own-tasks';
import { readPipelines } from './pipelines';
import { previewSteps } from './preview';
import { recordsOfCall } from './records-of-call';
import { startWork } from './work';

const FIELD_TYPES: Partial<Record<Parameters<CrmProvider['fields']>[0], ObjectType>> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  callRecord: 'calls',
  task: 'tasks',
};

function create({ http, clock, renews }: ProviderDeps): CrmProvider {
  const api = new HubSpotApi(http, clock);
  const links = new Links(http);
  const earlier = earlierEvents(api);
  return {
    crm: 'hubspot',
    label: SYSTEM,
    requests: () => http.requests,
    find: (query) => findRecords(api, links, query),
    findMany: (phones, entities) => findMany(api, links, phones, entities),
    apply: (steps, existing) => notesAsTasks(steps, (own) => applySteps(api, links, own, existing)),
    preview: (steps, existing) => notesAsTasks(steps, (own) => previewSteps(api, links, own, existing)),
    seen: seenBy(earlier),
    earlier,
    tasks: ownTasks(api, links),
    recordsOfCall: (call) => recordsOfCall(api, call),
    users: async () => {
      const [users] = await Promise.all([readOwners(api), links.learnQuietly()]);
      return users;
    },
    pipelines: () => readPipelines(api),
    fields: async (entity) => {
      const type = FIELD_TYPES[entity];
      if (!type) throw noLeads('Choose contact, company or deal.');
      return readFields(api, type);
    },
    describe: async (object) => {
      const type = FIELD_TYPES[object];
      return type ? describeType(api, type) : null;
    },
    ensureFields: () => ensureFields(api),
    health: () => checkHealth(api, links, !renews),
    ...oneByHand(() => byHand(startWork(api, links))),
  };
}

export const hubspot: ProviderFactory = {
  crm: 'hubspot',
  label: SYSTEM,
  defaultBaseUrl: DEFAULT_BASE_URL,
  entities: ['company', 'contact', 'deal'],
  routingOrder: ['contact', 'deal'],
  accounts: ACCOUNTS,
  classify,
  limits: LIMITS,
  create,
};
