/** One host's flow, one fake CRM and one Ringostat, as a scenario sees them. */
import { randomUUID } from 'node:crypto';
import type { CrmId } from '../../core/model/plan';
import type { Lab, LabOptions } from '../../sandbox/common/lab';
import { labs } from '../../sandbox/labs';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import { withStall } from '../stall';
import { logged } from './logged';
import { attachContract } from '../contract/attach-contract';
import { callPayload } from './payload';
import { peopleOf, teamOf, type People } from './people';
import { COMMON_ROWS } from './common-rows';
import type { Call, Delivery, Driver, Scenario, Settings, World } from './types';

export const SECRET = 's3cret-of-the-scenarios';

const DEFAULTS: Omit<Settings, 'team' | 'preset'> = {
  receive: 'events',
  events: [
    'incoming.ringing',
    'incoming.answered',
    'incoming.ended',
    'outgoing.started',
    'outgoing.ended',
    'form.submitted',
    'call.analysed',
  ],
  secret: SECRET,
  projectId: '',
  acceptWithoutSecret: false,
  neverRecord: '',
  defaultCountry: 'UA',
  timeZone: 'Europe/Kyiv',
  answer: { type: 'plain', key: 'direction' },
  order: null,
  several: 'newestActivity',
  staff: null,
  budgetMs: 2000,
  reserve: '',
  rows: {},
  language: 'en',
  distribute: false,
  contactsFor: [],
  analysis: {},
  mapping: [],
  defaults: [],
  pipelineRules: [],
  defaultPipeline: { pipeline: null, stage: null },
  dryRun: false,
  crmSettings: {},
  names: {},
};
const CALL: Omit<Call, 'by'> = {
  id: 'ua0_-1763700000.1',
  direction: 'in',
  type: 'in',
  client: '380671234567',
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
    analysed: 'call.analysed',
  },
  out: {
    ringing: 'outgoing.started',
    answered: 'outgoing.started',
    ended: 'outgoing.ended',
    started: 'outgoing.started',
    analysed: 'call.analysed',
  },
} as const;

export interface RunningWorld extends World {
  /** What the contract checker found wrong with requests or answers. */
  violations(): string[];
  spentOnFirstSend(): number | null;
  budgetSaid(): number | null;
  end(): Promise<void>;
}

/** Settings of a CRM's scenario before it changes any. */
function defaultsFor(lab: Lab, scenario: Scenario, people: People): Settings {
  return {
    ...DEFAULTS,
    team: teamOf(people, people.sofia.crmUserId),
    preset: lab.crm,
    // What holds for every CRM is asked with one table; what an article says, with that CRM's preset.
    rows: scenario.crm ? {} : COMMON_ROWS,
    crmSettings: lab.settings,
  };
}

/** A world on this driver; the caller calls setup() first and end() last. Throws when there is no lab of the CRM. */
export function createWorld(
  driver: Driver,
  crm: CrmId,
  scenario: Scenario,
  options: LabOptions = {},
): RunningWorld {
  const factory = labs[crm];
  if (!factory) throw new Error(`There is no lab of ${crm} in sandbox/labs.ts.`);
  let settings: Settings | null = null;
  let budget: number | null = null;
  let firstSend: number | null = null;
  let lab: Lab | null = null;
  const checkers: { violations: string[] }[] = [];
  const set = (): Settings => {
    if (!settings) throw new Error('setup() first');
    return settings;
  };
  const token = (): Record<string, string> => {
    const { secret } = set();
    return secret === null ? {} : { token: secret };
  };

  const world: RunningWorld = {
    host: driver.host,
    crm,
    answers: options.answers ?? 'usual',
    lab: null as unknown as Lab,
    people: null as unknown as People,
    async setup(change = {}) {
      await lab?.close();
      lab = await factory.start(options);
      checkers.push(attachContract(lab, crm));
      world.lab = lab;
      world.people = peopleOf(lab.users);
      const base = defaultsFor(lab, scenario, world.people);
      const rows = { ...base.rows, ...change.rows };
      settings = { ...base, ...change, rows: change.preset ? (change.rows ?? {}) : rows };
      await driver.deploy(settings, lab);
    },
    async change(change) {
      settings = { ...set(), ...change };
      await driver.deploy(settings, world.lab);
    },
    view: () => world.lab.view(),
    settings: set,
    call: (change = {}) => ({ ...CALL, by: world.people.olena, ...change }),
    async send(call, moment, delivery = {}) {
      const { secret = set().secret, ...rest } = delivery;
      return deliver({
        query: { event: EVENT[call.direction][moment], ...(secret === null ? {} : { token: secret }) },
        body: JSON.stringify(callPayload(call, moment)),
        ...rest,
      });
    },
    form: (fields) =>
      deliver({
        query: { event: 'form.submitted', ...token() },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    deliver: (request) =>
      deliver({
        ...request,
        query: { ...token(), ...request.query },
      }),
    async replay(log, through) {
      const ringostat = await startFakeRingostat();
      try {
        ringostat.calls.push(...log.map(logged));
        return await driver.replay(set(), world.lab, ringostat, through);
      } finally {
        await ringostat.close();
      }
    },
    async ask(call) {
      const { answer } = await deliver({
        query: token(),
        body: JSON.stringify({
          call_id: call.id,
          caller_number: call.client,
          step_forward: 'webhookNumber%3A120',
          uuid: randomUUID(),
        }),
      });
      return answer;
    },
    withStall: (work) => withStall(work, driver.ping && (() => driver.ping!())),
    activationError: () => driver.activationError(),
    health: () => driver.health(),
    budget(total) {
      budget = total;
    },
    violations: () => checkers.flatMap((checker) => checker.violations),
    spentOnFirstSend: () => firstSend,
    budgetSaid: () => budget,
    async end() {
      await lab?.close();
    },
  };
  async function deliver(request: Partial<Delivery>): ReturnType<World['deliver']> {
    const before = world.lab.spent();
    const done = await driver.deliver({
      method: 'POST',
      query: {},
      search: '',
      body: '',
      ...request,
      headers: {
        'user-agent': 'ringostat HTTP Client v1.1',
        ...(request.headers ?? { 'content-type': 'application/json' }),
      },
    });
    if (budget !== null && firstSend === null) firstSend = world.lab.spent() - before;
    return done;
  }
  return world;
}
