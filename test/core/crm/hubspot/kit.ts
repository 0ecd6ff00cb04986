/** A fake portal under the contract checker, and a provider over plain fetch. */
import { hubspot } from '../../../../core/crm/hubspot';
import properties from '../../../../core/crm/hubspot/properties.json';
import type { CrmProvider } from '../../../../core/crm/port';
import { createHttpClient } from '../../../../core/http/client';
import { TransportFault } from '../../../../core/http/errors';
import type { Clock, HttpClient, Transport } from '../../../../core/http/types';
import type { CreateStep, PlanStep, Reason } from '../../../../core/model/plan';
import { emptyAttribution } from '../../../../core/attribution/attribution';
import type { Attribution } from '../../../../core/model/attribution';
import { startFakeHubSpot } from '../../../../sandbox/hubspot/server';
import type {
  CustomProperty,
  FakeHubSpot,
  FakeHubSpotOptions,
  HubSpotType,
} from '../../../../sandbox/hubspot/types';
import { attachContract, type Contract } from '../../../contract/attach-contract';

export const OURS = Object.fromEntries(
  (properties as { type: HubSpotType; properties: CustomProperty[] }[]).map(({ type, properties: own }) => [
    type,
    own.map(({ name, unique }) => ({ name, ...(unique ? { unique } : {}) })),
  ]),
) as FakeHubSpotOptions['properties'];

/** A clock that jumps instead of waiting. */
export function jumpingClock(start = Date.UTC(2026, 10, 20, 12)): Clock & { slept: number[] } {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

export function fetchTransport(token: string): Transport {
  return async ({ method, url, query, json, form, headers, timeoutMs = 2000, signal }) => {
    const full = query ? `${url}?${new URLSearchParams(query).toString()}` : url;
    const body =
      json !== undefined ? JSON.stringify(json) : form ? new URLSearchParams(form).toString() : undefined;
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await fetch(full, {
        method,
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': type, ...headers },
        body,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') && text !== '';
      const received: Record<string, string> = {};
      answer.headers.forEach((value, name) => (received[name] = value));
      return {
        status: answer.status,
        headers: received,
        body: isJson ? (JSON.parse(text) as unknown) : text,
      };
    } catch {
      if (signal?.aborted) throw new TransportFault('the request was cancelled', 'aborted', true);
      throw new TransportFault('the connection broke', timeout.aborted ? 'timeout' : 'connection', true);
    }
  };
}

export interface Kit {
  fake: FakeHubSpot;
  contract: Contract;
  clock: Clock & { slept?: number[] };
  provider: CrmProvider;
  http: HttpClient;
  /** A provider of another process: nothing shared but the portal. */
  connect: (change?: { account?: string; clock?: Clock; token?: string; timeoutMs?: number }) => {
    provider: CrmProvider;
    http: HttpClient;
  };
  /** "POST contacts" for each request, in order. */
  log: () => string[];
  close: () => Promise<void>;
}
let accounts = 0;

/** Starts a portal; with `bare` it lacks our properties. */
export async function startKit(options: FakeHubSpotOptions & { bare?: boolean } = {}): Promise<Kit> {
  const fake = await startFakeHubSpot({
    limits: false,
    ...(options.bare ? {} : { properties: OURS }),
    ...options,
  });
  const contract = attachContract(fake);
  const clock = jumpingClock();
  const connect: Kit['connect'] = (change = {}) => {
    const account = change.account ?? `test ${(accounts += 1)}`;
    const base = fetchTransport(change.token ?? fake.token);
    const http = createHttpClient({
      transport: (request) => base({ timeoutMs: change.timeoutMs ?? 20_000, ...request }),
      clock: change.clock ?? clock,
      random: () => 0.5,
      system: hubspot.label,
      baseUrl: fake.url,
      classify: hubspot.classify,
      limits: { ...hubspot.limits, accountKey: account },
    });
    return { http, provider: hubspot.create({ http, clock: change.clock ?? clock, baseUrl: fake.url }) };
  };
  const { http, provider } = connect();
  return {
    fake,
    contract,
    clock,
    provider,
    http,
    connect,
    log: () =>
      fake.requests.map(
        ({ method, path }) =>
          `${method} ${path.replace(/^\/crm\/objects\/[\d-]+\//, '').replace(/^\/crm\//, '')}`,
      ),
    close: () => fake.close(),
  };
}

export const because: Reason = { code: 'test', params: {}, text: 'Because.' };
export const utm = (change: Partial<Attribution> = {}): Attribution => ({ ...emptyAttribution(), ...change });

export function contactStep(
  change: Partial<CreateStep['values']> = {},
  links: CreateStep['links'] = [],
): CreateStep {
  return {
    id: 'contact',
    kind: 'contact',
    key: '380671234567',
    reason: because,
    links,
    stateKey: null,
    values: {
      name: '+380 67 123 4567',
      phone: '+380671234567',
      email: null,
      ownerId: '81234',
      attribution: utm({ utm_source: 'google' }),
      callId: 'p_call1',
      pipeline: null,
      stage: null,
      fields: {},
      home: 'UA',
      ...change,
    },
  };
}
export function dealStep(
  change: Partial<CreateStep['values']> = {},
  more: Partial<CreateStep> = {},
): CreateStep {
  return {
    id: 'deal',
    kind: 'deal',
    key: 'p_call1',
    reason: because,
    links: [{ entity: 'contact', step: 'contact' }],
    stateKey: '380671234567_0',
    values: { ...contactStep().values, name: 'Call: +380 67 123 4567', ...change },
    ...more,
  };
}
export function callStep(
  change: Partial<Extract<PlanStep, { kind: 'callRecord' }>> = {},
): Extract<PlanStep, { kind: 'callRecord' }> {
  return {
    id: 'callRecord',
    kind: 'callRecord',
    key: 'p_call1',
    reason: because,
    links: [
      { entity: 'deal', step: 'deal' },
      { entity: 'contact', step: 'contact' },
    ],
    values: {
      title: 'Incoming call',
      body: 'Client: <b>Olena</b>\nPool: main',
      direction: 'incoming',
      status: 'answered',
      startedAt: '2026-11-20T14:00:00+02:00',
      endedAt: '2026-11-20T14:01:34+02:00',
      talk: 94,
      from: '+380671234567',
      to: '+380441112233',
      recordings: [],
      ownerId: '81234',
      callId: 'p_call1',
      fields: {},
    },
    ...change,
  };
}
export function taskStep(
  role: 'senior' | 'manager' | 'responsible',
  state: 'open' | 'done' = 'open',
  links: CreateStep['links'] = callStep().links,
): Extract<PlanStep, { kind: 'task' }> {
  return {
    id: `task.${role}`,
    kind: 'task',
    key: `p_call1_${role}`,
    reason: because,
    links,
    values: {
      role,
      state,
      subject: `Call back (${role})`,
      body: 'Missed\n<script>',
      dueAt: '2026-11-20T18:00:00+02:00',
      ownerId: '81234',
      fields: {},
    },
  };
}
export const newClientPlan = (): PlanStep[] => [
  contactStep(),
  dealStep(),
  callStep(),
  taskStep('responsible'),
];
export const statuses = (outcomes: { id: string; status: string }[]): Record<string, string> =>
  Object.fromEntries(outcomes.map(({ id, status }) => [id, status]));
