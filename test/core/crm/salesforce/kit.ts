/** A fake org under the contract checker, and a provider over plain fetch. */
import type { CrmProvider } from '../../../../core/crm/port';
import { salesforce } from '../../../../core/crm/salesforce';
import { OWN_FIELDS } from '../../../../core/crm/salesforce/own-fields';
import { createHttpClient } from '../../../../core/http/client';
import type { Clock, HttpClient } from '../../../../core/http/types';
import { phoneForms } from '../../../../core/phone/phone';
import type { PhoneForms } from '../../../../core/phone/types';
import type { FindQuery } from '../../../../core/crm/port';
import type { CreateStep } from '../../../../core/model/plan';
import { readId } from '../../../../sandbox/salesforce/ids';
import { startFakeSalesforce } from '../../../../sandbox/salesforce/server';
import type {
  CustomField,
  FakeSalesforce,
  FakeSalesforceOptions,
} from '../../../../sandbox/salesforce/types';
import { attachContract, type Contract } from '../../../contract/attach-contract';
import { callStep, contactStep, fetchTransport, jumpingClock } from '../hubspot/kit';

/** Our fields as an administrator would have made them. */
export const OURS = Object.fromEntries(
  OWN_FIELDS.map(({ definedOn, fields }): [string, CustomField[]] => [
    definedOn,
    fields.map(({ name, label, unique, externalId }) => ({
      name,
      label,
      unique: unique === true,
      externalId: unique === true || externalId === true,
    })),
  ]),
);
/** With the checksum that an id of 18 signs ends with. */
const userId = (n: number): string => readId(`005AA000000000${n}`) ?? '';
export const OLENA = userId(1);
export const IVAN = userId(2);
export const LEV = userId(3);
const user = (id: string, name: string, active = true) => ({
  id,
  name,
  email: `${name.toLowerCase()}@example.com`,
  active,
});
export const USERS = [user(OLENA, 'Olena'), user(IVAN, 'Ivan'), user(LEV, 'Lev', false)];

export interface Kit {
  fake: FakeSalesforce;
  contract: Contract;
  provider: CrmProvider;
  http: HttpClient;
  /** A provider of another process: nothing shared but the org. */
  connect: (change?: {
    account?: string;
    token?: string;
    clock?: Clock;
    settings?: Record<string, unknown>;
  }) => {
    provider: CrmProvider;
    http: HttpClient;
  };
  /** "POST composite" for each request, in order. */
  log: () => string[];
  /** Parts of the nth composite request: "POST Lead". */
  parts: (at: number) => string[];
  close: () => Promise<void>;
}
let accounts = 0;

/** Starts an org; with `bare` it lacks our fields. */
export async function startKit(options: FakeSalesforceOptions & { bare?: boolean } = {}): Promise<Kit> {
  const fake = await startFakeSalesforce({
    users: USERS,
    ...(options.bare ? {} : { fields: OURS }),
    ...options,
  });
  const contract = attachContract(fake, 'salesforce');
  const connect: Kit['connect'] = (change = {}) => {
    const clock = change.clock ?? jumpingClock();
    const base = fetchTransport(change.token ?? fake.token);
    const http = createHttpClient({
      transport: (request) => base({ timeoutMs: 20_000, ...request }),
      clock,
      random: () => 0.5,
      system: salesforce.label,
      baseUrl: fake.url,
      classify: salesforce.classify,
      limits: { ...salesforce.limits, accountKey: change.account ?? `salesforce ${(accounts += 1)}` },
    });
    const { settings } = change;
    return {
      http,
      provider: salesforce.create({ http, clock, baseUrl: fake.url, ...(settings ? { settings } : {}) }),
    };
  };
  const { http, provider } = connect();
  const short = (path: string): string => path.replace(/^\/services\/data\/v[\d.]+\//, '');
  return {
    fake,
    contract,
    provider,
    http,
    connect,
    log: () => fake.requests.map(({ method, path }) => `${method} ${short(path)}`),
    parts: (at) => {
      const composites = fake.requests.filter(({ path }) => path.endsWith('/composite'));
      const { compositeRequest = [] } = (composites.at(at)?.body ?? {}) as {
        compositeRequest?: { method: string; url: string }[];
      };
      return compositeRequest.map(
        ({ method, url }) =>
          `${method} ${short(url)
            .replace(/^sobjects\//, '')
            .replace(/\?.*/, '')}`,
      );
    },
    close: () => fake.close(),
  };
}

export const PHONE = phoneForms('+380671234567', 'UA') as PhoneForms;
export const queryOf = (change: Partial<FindQuery> = {}): FindQuery => ({
  phone: PHONE,
  email: null,
  googleClientId: null,
  entities: ['contact', 'lead', 'deal'],
  closedDeals: false,
  recent: {},
  ...change,
});
export function leadStep(
  change: Partial<CreateStep['values']> = {},
  more: Partial<CreateStep> = {},
): CreateStep {
  const { values, ...rest } = contactStep({ ownerId: OLENA, ...change });
  return { ...rest, id: 'lead', kind: 'lead', links: [], stateKey: '380671234567_0', values, ...more };
}
export function callOn(
  entity: 'lead' | 'deal',
  more: Partial<ReturnType<typeof callStep>['values']> = {},
): ReturnType<typeof callStep> {
  const step = callStep();
  const links: CreateStep['links'] = entity === 'lead' ? [{ entity: 'lead', step: 'lead' }] : step.links;
  return { ...step, links, values: { ...step.values, ownerId: OLENA, ...more } };
}
