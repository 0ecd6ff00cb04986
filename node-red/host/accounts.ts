import { createRecentMemory } from '../../core/apply/recent';
import type { AccountKind, AccountValues } from '../../core/crm/account';
import { misplacedKey } from '../../core/crm/misplaced-key';
import { namingAccount } from '../../core/crm/named-account';
import type { CrmProvider, CrmUser } from '../../core/crm/port';
import { providers } from '../../core/crm/registry';
import { accountKey } from '../../core/http/account-key';
import { createHttpClient } from '../../core/http/client';
import { CrmError } from '../../core/http/errors';
import { keepingSecrets } from '../../core/http/secrets';
import type { Transport } from '../../core/http/types';
import { createRingostat, RINGOSTAT_BASE_URL, type Ringostat } from '../../core/ringostat/client';
import { classifyRingostat } from '../../core/ringostat/errors';
import { recordingFetcher } from '../../core/ringostat/recording-file';
import type { CrmId } from '../../core/model/plan';
import { accountAuth, baseUrlOf, kindOf } from './auth';
import { createKeptLists, type CrmUsers, type ListTrouble } from '../../core/team';
import { clock } from './clock';
import { axiosTransport } from './transport';

/** What this process made and answered lately, one for all nodes and accounts (keys carry the account). */
export const memory = createRecentMemory(clock);

export interface AccountSettings {
  crm: CrmId;
  /** Id of the AccountKind. */
  kind: string;
  /** By field name of the kind; `baseUrl` is empty for the vendor's own. */
  values: AccountValues;
  /** Of the config node; the name stands in errors. */
  id: string;
  name: string;
}
/** Users of the accounts, as last read; they outlive a fault of the CRM. */
export const userLists = createKeptLists<CrmUser>(clock);

export interface OpenAccount {
  provider: CrmProvider;
  /** The same account with a node's settings of this CRM (ProviderSetting). */
  with(settings: Record<string, unknown>): CrmProvider;
  /** Key of the account in the memory. */
  key: string;
  /** Users of the CRM, the last known however old; null where its API lists only some. Throws when none could be read yet. */
  users(): Promise<CrmUsers | null>;
  /** What keeps the list of users from being read anew; null: nothing. */
  usersTrouble(): ListTrouble | null;
  /** HTTP requests sent since the account was opened. */
  requests(): number;
}

function withNamed(transport: Transport, named: (error: CrmError) => CrmError): Transport {
  return (request) =>
    transport(request).catch((error: unknown) => {
      throw error instanceof CrmError ? named(error) : error;
    });
}

/** Secret by which two accounts of one CRM are told apart. */
function ownSecret(kind: AccountKind, values: AccountValues, id: string): string {
  // A refresh token changes by itself, so an account with a token is told apart by its config node.
  const secret = kind.sign ? kind.fields.find((field) => field.secret) : undefined;
  return (secret && values[secret.name]) || id;
}

/** A provider with its HTTP client, retries and limits. Makes no request. Throws for a CRM this release lacks. */
export function openAccount({ crm, kind: id, values, id: node, name }: AccountSettings): OpenAccount {
  const factory = providers[crm];
  if (!factory) throw new Error(`The CRM ${crm} is not supported by this release.`);
  const kind = kindOf(factory, id);
  const baseUrl = baseUrlOf(factory, kind, values);
  const key = accountKey(crm, baseUrl, ownSecret(kind, values, node));
  const named = namingAccount(`CRM account "${name || factory.label}" in Node-RED`);
  const misplaced = misplacedKey(factory.label, kind, values);
  if (misplaced) throw named(misplaced);
  const http = createHttpClient({
    classify: (response, action) => named(factory.classify(response, action)),
    limits: { ...factory.limits, accountKey: key },
    transport: withNamed(accountAuth(factory, { kind: kind.id, values }), named),
    clock,
    random: Math.random,
    system: factory.label,
    baseUrl,
  });
  const download = recordingFetcher(axiosTransport(() => ({})));
  const open = (settings: Record<string, unknown>): CrmProvider =>
    factory.create({
      http,
      clock,
      account: kind.id,
      baseUrl,
      settings,
      download,
      renews: kind.token !== undefined,
    });
  const provider = open({});
  const users = async (): Promise<CrmUsers | null> =>
    provider.unknownUsers
      ? null
      : { users: (await userLists.get(key, () => provider.users())).items, complete: true };
  const usersTrouble = (): ListTrouble | null => userLists.trouble(key);
  return { provider, with: open, key, users, usersTrouble, requests: () => http.requests };
}

/** Client of Ringostat's API for one project. Makes no request. */
export function openRingostat(project: {
  authKey: string;
  baseUrl: string;
  projectId: string | null;
  timeZone: string;
  /** Hosts beside Ringostat's from which recordings may come. */
  recordingHosts?: string[];
}): Ringostat {
  const baseUrl = project.baseUrl.trim().replace(/\/+$/, '') || RINGOSTAT_BASE_URL;
  const http = createHttpClient({
    transport: keepingSecrets(
      axiosTransport(() => ({ 'auth-key': project.authKey })),
      () => [project.authKey],
    ),
    clock,
    random: Math.random,
    system: 'Ringostat',
    baseUrl,
    classify: classifyRingostat,
  });
  const files = axiosTransport(() => ({}));
  const { projectId, timeZone, recordingHosts = [] } = project;
  return createRingostat({ http, files, projectId, timeZone, recordingHosts, clock });
}
