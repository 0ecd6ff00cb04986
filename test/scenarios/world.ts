/** One host's flow, one fake CRM and one Ringostat, as a scenario sees them. */
import { randomUUID } from 'node:crypto';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import { attachContract } from '../contract/attach-contract';
import { callPayload } from './payload';
import { ourProperties } from './our-properties';
import { olena, team } from './people';
import { Portal } from './portal';
import type { Call, Delivery, Driver, Settings, World } from './types';

export const SECRET = 's3cret-of-the-scenarios';

const DEFAULTS: Settings = {
  receive: 'events',
  events: [
    'incoming.ringing',
    'incoming.answered',
    'incoming.ended',
    'outgoing.started',
    'outgoing.ended',
    'form.submitted',
  ],
  secret: SECRET,
  acceptWithoutSecret: false,
  defaultCountry: 'UA',
  timeZone: 'Europe/Kyiv',
  answer: { type: 'plain', key: 'direction' },
  order: null,
  several: 'newestActivity',
  team,
  budgetMs: 2000,
  reserve: '',
  preset: 'hubspot',
  rows: {},
  language: 'en',
  distribute: false,
  mapping: [],
  pipelineRules: [],
  defaultPipeline: { pipeline: null, stage: null },
  dryRun: false,
};
const CALL: Call = {
  id: 'ua0_-1763700000.1',
  direction: 'in',
  type: 'in',
  client: '380671234567',
  by: olena,
  status: 'ANSWERED',
  talk: 20,
  total: 30,
  at: '2026-11-20 14:00:00',
  recording: null,
  utm: {},
  pool: 'Main pool',
  more: {},
};
const EVENT = {
  in: {
    ringing: 'incoming.ringing',
    answered: 'incoming.answered',
    ended: 'incoming.ended',
    started: 'incoming.ringing',
  },
  out: {
    ringing: 'outgoing.started',
    answered: 'outgoing.started',
    ended: 'outgoing.ended',
    started: 'outgoing.started',
  },
} as const;

const owner = (id: string, firstName: string, archived = false) => ({
  id,
  userId: Number(id) - 70000,
  email: `${firstName.toLowerCase()}@example.com`,
  firstName,
  lastName: 'Test',
  archived,
});

export async function startPortal(): Promise<FakeHubSpot> {
  return startFakeHubSpot({
    token: `pat-eu1-${randomUUID()}`,
    properties: Object.fromEntries(ourProperties.map((object) => [object.type, object.properties])),
    owners: [
      owner('81001', 'Olena'),
      owner('81002', 'Ivan'),
      owner('81003', 'Sofia'),
      owner('81005', 'Lev', true),
      owner('81006', 'Maksym'),
      owner('89999', 'Stranger'),
    ],
    dealPipelines: [
      pipeline('default', 'Sales Pipeline', ['appointmentscheduled', 'qualifiedtobuy']),
      pipeline('partners', 'Partners', ['partner_new']),
    ],
  });
}
function pipeline(id: string, label: string, open: string[]) {
  const stage = (stageId: string, closed: boolean, probability: string) => ({
    id: stageId,
    label: stageId,
    metadata: { isClosed: String(closed), probability },
  });
  return {
    id,
    label,
    stages: [
      ...open.map((s) => stage(s, false, '0.2')),
      stage(`${id}_won`, true, '1.0'),
      stage(`${id}_lost`, true, '0.0'),
    ],
  };
}

export interface RunningWorld extends World {
  /** What the contract checker found wrong with requests or answers. */
  violations(): string[];
  spentOnFirstSend(): number | null;
  budgetSaid(): number | null;
  end(): Promise<void>;
}

/** A world on this driver; the caller calls setup() first and end() last. */
export function createWorld(driver: Driver): RunningWorld {
  let fake: FakeHubSpot | null = null;
  let settings: Settings = DEFAULTS;
  let budget: number | null = null;
  let firstSend: number | null = null;
  const violations: string[] = [];
  const checkers: { violations: string[] }[] = [];

  const world: RunningWorld = {
    host: driver.host,
    portal: null as unknown as Portal,
    async setup(change = {}) {
      settings = { ...DEFAULTS, ...change };
      if (fake) await fake.close();
      fake = await startPortal();
      checkers.push(attachContract(fake));
      world.portal = new Portal(fake);
      await driver.deploy(settings, { id: 'hubspot', url: fake.url, token: fake.token });
    },
    settings: () => settings,
    call: (change = {}) => ({ ...CALL, ...change }),
    async send(call, moment, delivery = {}) {
      const { secret = settings.secret, ...rest } = delivery;
      return deliver({
        query: { event: EVENT[call.direction][moment], ...(secret === null ? {} : { token: secret }) },
        body: JSON.stringify(callPayload(call, moment)),
        ...rest,
      });
    },
    form: (fields) =>
      deliver({
        query: { event: 'form.submitted', ...(settings.secret === null ? {} : { token: settings.secret }) },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    deliver: (request) =>
      deliver({
        ...request,
        query: { ...(settings.secret === null ? {} : { token: settings.secret }), ...request.query },
      }),
    async ask(call) {
      const { answer } = await deliver({
        query: settings.secret === null ? {} : { token: settings.secret },
        body: JSON.stringify({
          call_id: call.id,
          caller_number: call.client,
          step_forward: 'webhookNumber%3A120',
          uuid: randomUUID(),
        }),
      });
      return answer;
    },
    activationError: () => driver.activationError(),
    health: () => driver.health(),
    budget(total) {
      budget = total;
    },
    violations: () => [...violations, ...checkers.flatMap((checker) => checker.violations)],
    spentOnFirstSend: () => firstSend,
    budgetSaid: () => budget,
    async end() {
      await fake?.close();
    },
  };
  async function deliver(request: Partial<Delivery>): ReturnType<World['deliver']> {
    const before = world.portal.spent();
    const done = await driver.deliver({
      method: 'POST',
      query: {},
      body: '',
      ...request,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'ringostat HTTP Client v1.1',
        ...request.headers,
      },
    });
    if (budget !== null && firstSend === null) firstSend = world.portal.spent() - before;
    return done;
  }
  return world;
}
