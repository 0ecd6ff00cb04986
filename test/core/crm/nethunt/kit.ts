/** A fake workspace under the contract checker, and providers over plain fetch. */
import { nethunt } from '../../../../core/crm/nethunt';
import type { CrmProvider, FindQuery } from '../../../../core/crm/port';
import { phoneForms } from '../../../../core/phone/phone';
import { createHttpClient } from '../../../../core/http/client';
import type { Clock, HttpClient, Transport } from '../../../../core/http/types';
import { labPeople } from '../../../../sandbox/common/lab-people';
import { startFakeNetHunt } from '../../../../sandbox/nethunt/server';
import type { FakeNetHunt, FakeNetHuntOptions } from '../../../../sandbox/nethunt/types';
import { attachContract, type Contract } from '../../../contract/attach-contract';
import { fetchTransport } from '../hubspot/kit';

export const STAGES = 'Sales: New, Qualified | Won, Lost; Partners: Partner new | Partner won, Partner lost';
/** Folders of the fake, as a builder would choose them. */
export const CHOSEN = {
  contactsFolder: '59c2a1f20a975a0a2b7e1a01',
  companiesFolder: '59c2a1f20a975a0a2b7e1a02',
  dealsFolder: '59c2a1f20a975a0a2b7e1a03',
  tasksFolder: '59c2a1f20a975a0a2b7e1a04',
  callsFolder: '59c2a1f20a975a0a2b7e1a05',
  deals: true,
  stages: STAGES,
};
export interface Connection {
  provider: CrmProvider;
  http: HttpClient;
}
export interface Kit extends Connection {
  fake: FakeNetHunt;
  contract: Contract;
  clock: Clock & { advance(ms: number): void };
  /** A provider of another process: nothing shared but the workspace. */
  connect: (
    settings?: Record<string, unknown>,
    change?: { account?: string; transport?: Transport; timeoutMs?: number },
  ) => Connection;
  /** "POST create-record Contacts" for each request, in order. */
  log: () => string[];
}
let accounts = 0;
export const START = Date.UTC(2026, 10, 20, 12, 5);

function jumpingClock(): Kit['clock'] {
  let now = START;
  return {
    now: () => now,
    advance: (ms) => void (now += ms),
    sleep: (ms) => {
      now += ms;
      return Promise.resolve();
    },
  };
}

export async function startKit(
  settings: Record<string, unknown> = CHOSEN,
  options: FakeNetHuntOptions = {},
): Promise<Kit> {
  const clock = jumpingClock();
  const fake = await startFakeNetHunt({ clock, users: labPeople, ...options });
  const contract = attachContract(fake, 'nethunt');
  const [kind] = nethunt.accounts;
  const headers = kind?.sign?.({ email: fake.email, apiKey: fake.apiKey }) ?? {};
  const base = fetchTransport('');
  const connect: Kit['connect'] = (own = settings, change = {}) => {
    const account = change.account ?? `nethunt ${(accounts += 1)}`;
    const http = createHttpClient({
      transport: (request) =>
        (change.transport ?? base)({
          timeoutMs: change.timeoutMs ?? 10_000,
          ...request,
          headers: { ...headers, ...request.headers },
        }),
      clock,
      random: () => 0.5,
      system: nethunt.label,
      baseUrl: fake.url,
      classify: nethunt.classify,
      limits: { ...nethunt.limits, accountKey: account },
    });
    return { http, provider: nethunt.create({ http, clock, baseUrl: fake.url, settings: own }) };
  };
  const folders = (): [string, string][] =>
    ['Contacts', 'Companies', 'Deals', 'Tasks', 'Ringostat calls'].flatMap((name) => {
      try {
        return [[fake.folder(name).id, name] as [string, string]];
      } catch {
        return [];
      }
    });
  return {
    fake,
    contract,
    clock,
    connect,
    ...connect(),
    log: () =>
      fake.requests.map(({ method, path }) =>
        folders().reduce(
          (text, [id, name]) => text.replace(id, name),
          `${method} ${path.replace(/^\/api\/v1\/zapier\/(triggers|actions|searches)\//, '').replace('/', ' ')}`,
        ),
      ),
  };
}

export const query = (change: Partial<FindQuery> = {}): FindQuery => ({
  phone: phoneForms('+380671234567', 'UA'),
  email: null,
  googleClientId: null,
  entities: ['contact', 'lead', 'deal'],
  closedDeals: true,
  recent: {},
  ...change,
});
