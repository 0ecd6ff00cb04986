/** Pipedrive, as the product sees it. */
import type { FoundRecord } from '../../model/record';
import type { CrmProvider, ProviderDeps, ProviderFactory } from '../port';
import { oneByHand } from '../engine/by-hand';
import { notesAsTasks } from '../engine/notes';
import { seenBy } from '../engine/seen';
import { ACCOUNTS } from './accounts';
import { PipedriveApi } from './api';
import { applySteps } from './apply';
import { byHand } from './by-hand';
import { describeObject } from './describe';
import { earlierEvents } from './earlier';
import { DEFAULT_BASE_URL } from './endpoints';
import { ensureFields } from './ensure-fields';
import { classify, SYSTEM } from './errors';
import { findRecords } from './find';
import { checkHealth } from './health';
import { LIMITS } from './limits';
import { Links } from './links';
import { readActivityTypes, readFields, readUsers } from './lists';
import { ownTasks } from './own-tasks';
import { readPipelines } from './pipelines';
import { previewSteps } from './preview';
import { recordsOfCall } from './records-of-call';
import { readSettings, SETTINGS } from './settings';
import { startWork, type Work } from './work';
import { careful } from './write-record';

function create({ http, clock, settings: values, download, renews }: ProviderDeps): CrmProvider {
  const api = new PipedriveApi(http, clock, renews);
  const links = new Links(api);
  const settings = readSettings(values);
  const work = (existing: FoundRecord[] = []): Work => startWork(api, links, settings, download, existing);
  const earlier = earlierEvents(work);
  return {
    crm: 'pipedrive',
    label: SYSTEM,
    requests: () => http.requests,
    find: (query) =>
      findRecords({ api, links, signal: query.signal, careful: () => careful({ api, settings }) }, query),
    apply: (steps, existing) => notesAsTasks(steps, (own) => applySteps(work(existing), own)),
    preview: (steps, existing) => notesAsTasks(steps, (own) => previewSteps(work(existing), own)),
    seen: seenBy(earlier),
    earlier,
    tasks: ownTasks(work),
    recordsOfCall: (call) => recordsOfCall(work(), call),
    users: async () => {
      const [users] = await Promise.all([readUsers(api), links.learnQuietly()]);
      return users;
    },
    pipelines: () => readPipelines(api),
    choices: (list) => (list === 'activityTypes' ? readActivityTypes(api) : Promise.resolve([])),
    fields: (entity) => readFields(api, entity),
    describe: (object) => describeObject(api, object),
    ensureFields: () => ensureFields(api, settings.showFields),
    health: () => checkHealth(api, links, settings),
    ...oneByHand(() => byHand(work())),
  };
}

export const pipedrive: ProviderFactory = {
  crm: 'pipedrive',
  label: SYSTEM,
  defaultBaseUrl: DEFAULT_BASE_URL,
  entities: ['company', 'contact', 'lead', 'deal'],
  routingOrder: ['contact', 'company', 'deal'],
  settings: SETTINGS,
  accounts: ACCOUNTS,
  classify,
  limits: LIMITS,
  create,
};
