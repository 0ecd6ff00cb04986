/** A fake account under the contract checker, and providers over plain fetch. */
import { pipedrive } from '../../../../core/crm/pipedrive';
import ours from '../../../../core/crm/pipedrive/fields.json';
import type { CrmProvider, FindQuery, ProviderDeps } from '../../../../core/crm/port';
import { createHttpClient } from '../../../../core/http/client';
import { TransportFault } from '../../../../core/http/errors';
import type { HttpClient, Transport } from '../../../../core/http/types';
import { phoneForms } from '../../../../core/phone/phone';
import type { CreateStep, PlanStep } from '../../../../core/model/plan';
import { startFakePipedrive } from '../../../../sandbox/pipedrive/server';
import type { FakePipedrive, FakePipedriveOptions, PipedriveType } from '../../../../sandbox/pipedrive/types';
import { jumpingClock, type KitClock } from './clocks';
import { attachContract, type Contract } from '../../../contract/attach-contract';
import * as steps from '../hubspot/kit';

const OURS = ours as unknown as {
  entity: 'deal' | 'person' | 'organization';
  fields: { name: string; type: string }[];
}[];
export const USERS = [81234, 81235, 81236].map((id, index) => ({
  id,
  name: `User ${index}`,
  email: `user${index}@example.com`,
  active: true,
  admin: true,
}));

export function transport(token: string, timeoutMs = 20_000): Transport {
  return async ({ method, url, query, json, raw, headers, signal }) => {
    const full = query ? `${url}?${new URLSearchParams(query).toString()}` : url;
    const type = raw?.contentType ?? 'application/json';
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await fetch(full, {
        method,
        headers: { 'x-api-token': token, 'content-type': type, ...headers },
        body: raw ? Buffer.from(raw.bytes) : json === undefined ? undefined : JSON.stringify(json),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') && text !== '';
      const body: unknown = isJson ? JSON.parse(text) : text;
      const received: Record<string, string> = {};
      answer.headers.forEach((value, name) => (received[name] = value));
      return { status: answer.status, headers: received, body };
    } catch {
      if (signal?.aborted) throw new TransportFault('the request was cancelled', 'aborted', true);
      throw new TransportFault('the connection broke', timeout.aborted ? 'timeout' : 'connection', true);
    }
  };
}

export interface Connection {
  provider: CrmProvider;
  http: HttpClient;
}
export interface Kit extends Connection {
  fake: FakePipedrive;
  contract: Contract;
  clock: KitClock;
  /** A provider of another process: nothing shared but the account. */
  connect: (change?: {
    settings?: Record<string, unknown>;
    account?: string;
    download?: ProviderDeps['download'];
    renews?: boolean;
  }) => Connection;
  /** "POST persons" for each request, in order. */
  log: () => string[];
  /** Values of custom fields by name. */
  own: (type: 'person' | 'organization' | 'deal') => Record<string, unknown>[];
}
let accounts = 0;

/** Starts an account; with `bare` it lacks our fields. Fake and provider share a clock that jumps instead of waiting. */
export async function startKit(
  options: Omit<FakePipedriveOptions, 'clock'> & {
    bare?: boolean;
    settings?: Record<string, unknown>;
    clock?: KitClock;
  } = {},
): Promise<Kit> {
  const { bare = false, settings: first, clock = jumpingClock(), ...rest } = options;
  const fake = await startFakePipedrive({
    clock,
    users: USERS,
    limits: { burstPer2s: 100, dailyTokens: null },
    fields: bare ? {} : Object.fromEntries(OURS.map(({ entity, fields }) => [entity, fields])),
    ...rest,
  });
  const contract = attachContract(fake, 'pipedrive');
  const connect: Kit['connect'] = ({
    settings,
    account = `pipedrive ${(accounts += 1)}`,
    download,
    renews,
  } = {}) => {
    const send = transport(fake.token);
    const http = createHttpClient({
      transport: (request) => {
        const landed = clock.request();
        return send(request).finally(landed);
      },
      clock,
      random: () => 0.5,
      system: pipedrive.label,
      baseUrl: fake.url,
      classify: pipedrive.classify,
      limits: { ...pipedrive.limits, accountKey: account },
    });
    const provider = pipedrive.create({ http, clock, baseUrl: fake.url, settings, download, renews });
    return { http, provider };
  };
  const own: Kit['own'] = (type) => {
    const names = new Map(fake.fields(type).map(({ code, name }) => [code, name]));
    return fake
      .records(type)
      .map(({ custom }) =>
        Object.fromEntries(Object.entries(custom).map(([code, value]) => [names.get(code) ?? code, value])),
      );
  };
  const log = (): string[] =>
    fake.requests.map(({ method, path }) => `${method} ${path.replace(/^\/api\/v\d\//, '')}`);
  return { ...connect({ settings: first }), fake, contract, clock, connect, log, own };
}

const forms = phoneForms('+380671234567', 'UA');
export function query(change: Partial<FindQuery> = {}): FindQuery {
  if (!forms) throw new Error('no such number');
  return {
    phone: forms,
    email: null,
    googleClientId: null,
    entities: ['contact', 'lead', 'deal'],
    closedDeals: true,
    recent: {},
    ...change,
  };
}
export const { because, callStep, contactStep, dealStep, newClientPlan, statuses, taskStep, utm } = steps;
export const companyStep = (): CreateStep => ({
  ...contactStep(),
  id: 'company',
  kind: 'company',
  links: [],
  values: { ...contactStep().values, name: 'Windows Ltd' },
});
/** Company, contact on it, deal on both, call record and task on all. */
export const wholePlan = (): PlanStep[] => [
  companyStep(),
  contactStep({}, [{ entity: 'company', step: 'company' }]),
  dealStep(
    {},
    {
      links: [
        { entity: 'contact', step: 'contact' },
        { entity: 'company', step: 'company' },
      ],
    },
  ),
  callStep({ links: [...callStep().links, { entity: 'company', step: 'company' }] }),
  taskStep('responsible'),
];
const COUNTED: PipedriveType[] = ['organization', 'person', 'deal', 'lead', 'callLog', 'activity'];
/** How many of each there are. A call log has an activity too. */
export const counted = ({ fake }: Kit): Record<string, number> =>
  Object.fromEntries(COUNTED.map((type) => [type, fake.records(type).length]));
