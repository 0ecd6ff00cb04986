/** The NetHunt provider. */
import type { CrmProvider, ProviderDeps, ProviderFactory } from '../port';
import { oneByHand } from '../engine/by-hand';
import { notesAsTasks } from '../engine/notes';
import { seenBy } from '../engine/seen';
import { ACCOUNTS, API_V2 } from './accounts';
import { NetHuntApi } from './api';
import { applySteps } from './apply';
import { byHand } from './by-hand';
import { describeFolder } from './describe';
import { earlierEvents } from './earlier';
import { DEFAULT_BASE_URL } from './endpoints';
import { ensureFields } from './ensure-fields';
import { classify, SYSTEM } from './errors';
import { findRecords } from './find';
import { checkHealth } from './health';
import { Layout } from './layout';
import { LIMITS } from './limits';
import { readChoices, readFields, readPipelines, readUsers } from './lists';
import { ownTasks } from './own-tasks';
import { previewSteps } from './preview';
import { recordsOfCall } from './records-of-call';
import { readSettings, SETTINGS } from './settings';
import { NetHuntV2 } from './v2/api';

function create({ http, clock, account, settings }: ProviderDeps): CrmProvider {
  const api = account === API_V2 ? new NetHuntV2(http, clock) : new NetHuntApi(http);
  const layout = new Layout(api, readSettings(settings), clock);
  const earlier = earlierEvents(layout);
  return {
    crm: 'nethunt',
    label: SYSTEM,
    onlySip: true,
    unknownUsers: true,
    knownByEmail: true,
    requests: () => http.requests,
    find: (query) => findRecords(layout, query),
    apply: (steps, existing) => notesAsTasks(steps, (own) => applySteps(layout, own, existing)),
    preview: (steps, existing) => notesAsTasks(steps, (own) => previewSteps(layout, own, existing)),
    seen: seenBy(earlier),
    earlier,
    tasks: ownTasks(layout),
    recordsOfCall: (call) => recordsOfCall(layout, call),
    users: () => readUsers(layout),
    pipelines: () => readPipelines(layout),
    choices: (list) => readChoices(layout, list),
    fields: (entity) => readFields(layout, entity),
    describe: (object) => describeFolder(layout, object),
    ensureFields: () => ensureFields(layout),
    health: () => checkHealth(layout),
    ...oneByHand(() => byHand(layout)),
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
