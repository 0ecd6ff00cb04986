/** The Zoho CRM provider. */
import type { CrmProvider, ProviderDeps, ProviderFactory } from '../port';
import { oneByHand } from '../engine/by-hand';
import { notesAsTasks } from '../engine/notes';
import { seenBy } from '../engine/seen';
import { ACCOUNTS } from './accounts';
import { applySteps } from './apply';
import { bookOf } from './book';
import { byHand } from './by-hand';
import { describeModule } from './describe';
import { earlierEvents } from './earlier';
import { DEFAULT_BASE_URL } from './endpoints';
import { ensureFieldsOnLayouts } from './ensure-fields';
import { classify, SYSTEM } from './errors';
import { findRecords, type Session } from './find';
import { findMany } from './find-many';
import { checkHealth } from './health';
import { LIMITS } from './limits';
import { linksOf } from './links';
import { readFields, readUsers } from './lists';
import { moduleOf } from './modules';
import { ownTasks } from './own-tasks';
import { readPipelines } from './pipelines';
import { previewSteps } from './preview';
import { recordsOfCall } from './records-of-call';

function create({ http, clock, baseUrl }: ProviderDeps): CrmProvider {
  const book = bookOf(http, clock);
  const session: Session = {
    http,
    book,
    links: linksOf(baseUrl || DEFAULT_BASE_URL),
    now: () => clock.now(),
  };
  const earlier = earlierEvents(session);
  return {
    crm: 'zoho',
    label: SYSTEM,
    requests: () => http.requests,
    find: (query) => findRecords(session, query),
    findMany: (phones, entities) => findMany(session, phones, entities),
    apply: (steps, existing) => notesAsTasks(steps, (own) => applySteps(session, own, existing)),
    preview: (steps, existing) => notesAsTasks(steps, (own) => previewSteps(session, own, existing)),
    seen: seenBy(earlier),
    earlier,
    tasks: ownTasks(session),
    recordsOfCall: (call) => recordsOfCall(session, call),
    users: () => readUsers(http),
    pipelines: async () => (await readPipelines(http)).map(({ id, name, stages }) => ({ id, name, stages })),
    fields: (entity) => readFields(http, moduleOf(entity)),
    describe: (object) => describeModule(http, moduleOf(object)),
    ensureFields: () => ensureFieldsOnLayouts(http, book),
    health: () => checkHealth(session),
    ...oneByHand(() => byHand(session)),
  };
}

export const zoho: ProviderFactory = {
  crm: 'zoho',
  label: SYSTEM,
  defaultBaseUrl: DEFAULT_BASE_URL,
  entities: ['company', 'contact', 'lead', 'deal'],
  routingOrder: ['lead', 'deal', 'contact'],
  accounts: ACCOUNTS,
  classify,
  limits: LIMITS,
  create,
};
