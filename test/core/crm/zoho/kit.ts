/** A fake organisation under the contract checker, and a provider over plain fetch. */
import { zoho } from '../../../../core/crm/zoho';
import ownFields from '../../../../core/crm/zoho/own-fields.json';
import type { CrmProvider } from '../../../../core/crm/port';
import { createHttpClient } from '../../../../core/http/client';
import type { Clock, HttpClient } from '../../../../core/http/types';
import type { CreateStep } from '../../../../core/model/plan';
import { startFakeZoho } from '../../../../sandbox/zoho/server';
import type { CustomField, FakeZoho, FakeZohoOptions, ZohoModule } from '../../../../sandbox/zoho/types';
import { attachContract, type Contract } from '../../../contract/attach-contract';
import { contactStep, fetchTransport, jumpingClock } from '../hubspot/kit';

export const OLENA = '4876876000000225001';
export const SOFIA = '4876876000000225003';
const USERS = [
  { id: '4876876000000225090', name: 'Integration', email: 'integration@example.com', active: true },
  { id: OLENA, name: 'Olena', email: 'olena@example.com', active: true },
  { id: SOFIA, name: 'Sofia', email: 'sofia@example.com', active: true },
];
export const OURS = Object.fromEntries(
  (ownFields as { module: ZohoModule; fields: CustomField[] }[]).map(({ module, fields }) => [
    module,
    fields,
  ]),
) as FakeZohoOptions['fields'];

export interface Kit {
  fake: FakeZoho;
  contract: Contract;
  provider: CrmProvider;
  http: HttpClient;
  /** A provider of another process: nothing shared but the organisation. */
  connect: (change?: { token?: string; clock?: Clock; timeoutMs?: number }) => {
    provider: CrmProvider;
    http: HttpClient;
  };
  /** "POST composite: POST Leads, POST Tasks" for each request, in order. */
  log: () => string[];
  close: () => Promise<void>;
}
let accounts = 0;

const short = (path: string): string =>
  path.replace('/crm/v8/', '').replace('__composite_requests', 'composite');
function line({ method, path, body }: { method: string; path: string; body: unknown }): string {
  const parts = (body as { __composite_requests?: { method: string; uri: string }[] } | null)
    ?.__composite_requests;
  const own = `${method} ${short(path)}`;
  return parts ? `${own}: ${parts.map((part) => `${part.method} ${short(part.uri)}`).join(', ')}` : own;
}

/** Starts an organisation; with `bare` it lacks our fields. */
export async function startKit(options: FakeZohoOptions & { bare?: boolean } = {}): Promise<Kit> {
  const fake = await startFakeZoho({
    limits: false,
    users: USERS,
    ...(options.bare ? {} : { fields: OURS }),
    ...options,
  });
  const contract = attachContract(fake, 'zoho');
  const connect: Kit['connect'] = ({
    token = fake.token,
    clock = jumpingClock(),
    timeoutMs = 10_000,
  } = {}) => {
    const base = fetchTransport(token);
    const http = createHttpClient({
      transport: (request) => base({ timeoutMs, ...request }),
      clock,
      random: () => 0.5,
      system: zoho.label,
      baseUrl: fake.url,
      classify: zoho.classify,
      limits: { ...zoho.limits, accountKey: `zoho test ${(accounts += 1)}` },
    });
    return { http, provider: zoho.create({ http, clock, baseUrl: fake.url }) };
  };
  const { http, provider } = connect();
  return {
    fake,
    contract,
    provider,
    http,
    connect,
    log: () => fake.requests.map(line),
    close: () => fake.close(),
  };
}

/** A lead as the usual table makes it. */
export function leadStep(
  change: Partial<CreateStep['values']> = {},
  more: Partial<CreateStep> = {},
): CreateStep {
  return {
    ...contactStep(),
    id: 'lead',
    kind: 'lead',
    stateKey: '380671234567_0',
    values: { ...contactStep().values, ownerId: OLENA, ...change },
    ...more,
  };
}
export const onLead: CreateStep['links'] = [{ entity: 'lead', step: 'lead' }];
