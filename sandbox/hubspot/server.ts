import { isReader, READER_TOKEN } from '../common/reader';
import { startServer, type SandboxServer } from '../common/server';
import { realClock, type SandboxRequest } from '../common/types';
import { Access } from './access';
import { Limits } from './limits';
import type { ApiContext } from './objects-api';
import { Portal } from './portal';
import { route } from './router';
import { stateOf } from './state';
import type {
  FakeHubSpot,
  FakeHubSpotOptions,
  FakeRecord,
  HubSpotType,
  Properties,
  Seed,
  Stored,
} from './types';

const DEFAULT_TOKEN = 'pat-eu1-sandbox-token';
const STATE_PATH = '/sandbox/state';

/** The portal with everything that reset() makes anew. */
interface Living {
  portal: Portal;
  access: Access;
  limits: Limits;
  context: ApiContext;
  searchLagMs: number;
  batchConflict: 'fail' | 'partial';
  maskPhones: boolean;
  usedToday: number;
  propertyRoom: number | null;
}

function begin(options: FakeHubSpotOptions, token: string): Living {
  const clock = options.clock ?? realClock;
  const portal: Portal = new Portal(options, clock, () => living.searchLagMs);
  const living: Living = {
    portal,
    access: new Access(token, options, clock),
    limits: new Limits(clock, options.limits),
    context: {
      portal,
      batchConflict: () => living.batchConflict,
      mask: () => living.maskPhones,
      usedToday: () => living.usedToday,
      propertyRoom: () => living.propertyRoom,
    },
    searchLagMs: options.searchLagMs ?? 0,
    batchConflict: options.batchConflict ?? 'fail',
    maskPhones: options.maskPhones ?? false,
    usedToday: 0,
    propertyRoom: null,
  };
  return living;
}

function need(portal: Portal, type: HubSpotType, id: string): Stored {
  const record = portal.find(type, id);
  if (!record) throw new Error(`The fake HubSpot has no ${type} ${id}; seed it first.`);
  return record;
}

function seeder(portal: () => Portal, type: HubSpotType): Seed {
  return (properties, { id, links = {}, createdAt } = {}) => {
    const unknown = Object.keys(properties).filter((name) => !portal().defs(type).has(name));
    if (unknown.length > 0)
      throw new Error(`Seeded ${type} has properties the portal lacks: ${unknown.join(', ')}`);
    const record = portal().insert(type, properties, { id, createdAt });
    for (const [to, ids] of Object.entries(links) as [HubSpotType, string[]][]) {
      for (const toId of ids) {
        const target = need(portal(), to, toId);
        for (const kind of portal().defaultTypes(record, to)) portal().link(record, target, kind);
        portal().reindex(target, 0);
      }
    }
    portal().reindex(record, 0);
    return record.id;
  };
}

/** Starts a HubSpot portal of its own on 127.0.0.1. Throws when the given port is taken. */
export async function startFakeHubSpot(options: FakeHubSpotOptions = {}): Promise<FakeHubSpot> {
  const token = options.token ?? DEFAULT_TOKEN;
  let living = begin(options, token);
  const portal = (): Portal => living.portal;
  // Who looks at the result has rights and limits of his own.
  const reader = { access: new Access(READER_TOKEN, {}, realClock), limits: new Limits(realClock, false) };
  const handler = (request: SandboxRequest): ReturnType<typeof route> => {
    if (request.path === STATE_PATH) return { status: 200, body: stateOf(portal()) };
    const { access, limits } = isReader(request) ? reader : living;
    return route(living.context, access, limits, request);
  };
  const silent = (request: SandboxRequest): boolean => request.path === STATE_PATH || isReader(request);
  const server: SandboxServer = await startServer(handler, { port: options.port, silent });
  if (options.onExchange) server.onExchange(options.onExchange);

  const records = (type: HubSpotType): FakeRecord[] => stateOf(portal())[type];
  const edit = (type: HubSpotType, id: string, properties: Properties): void => {
    const record = need(portal(), type, id);
    portal().assign(record, properties);
    portal().reindex(record);
  };
  return {
    url: server.url,
    token,
    seed: {
      contact: seeder(portal, 'contacts'),
      company: seeder(portal, 'companies'),
      deal: seeder(portal, 'deals'),
      lead: seeder(portal, 'leads'),
      call: seeder(portal, 'calls'),
      task: seeder(portal, 'tasks'),
      note: seeder(portal, 'notes'),
    },
    records,
    requests: server.requests,
    faults: server.faults,
    set: ({ scopes, limits, ...change }) => {
      if (scopes !== undefined) living.access.scopes = scopes;
      if (limits !== undefined) living.limits.set(limits);
      Object.assign(living, change);
    },
    edit,
    archive: (type, id) => portal().archive(need(portal(), type, id)),
    archiveOwner: (id) => {
      for (const owner of portal().owners) owner.archived ||= owner.id === id;
    },
    requireProperty: (type, name, when) => portal().require(type, name, when),
    property: (type, name) => portal().defs(type).get(name),
    changeProperty: (type, name, change) => {
      const def = portal().defs(type).get(name);
      if (def) Object.assign(def, change);
    },
    removeStage: (id) => {
      for (const pipeline of portal().dealPipelines)
        pipeline.stages = pipeline.stages.filter((stage) => stage.id !== id);
    },
    removePipeline: (id) => {
      const { dealPipelines } = portal();
      dealPipelines.splice(0, Infinity, ...dealPipelines.filter((pipeline) => pipeline.id !== id));
    },
    removeProperty: (type, name) => void portal().defs(type).delete(name),
    endToken: (how) => living.access.end(how),
    onExchange: server.onExchange,
    flushIndex: () => portal().index.advance(Infinity),
    reset: () => {
      living = begin(options, token);
      server.requests.length = 0;
      server.faults.clear();
    },
    close: server.close,
  };
}
