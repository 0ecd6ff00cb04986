import { misplacedKey } from '../../core/crm/misplaced-key';
import { namingAccount } from '../../core/crm/named-account';
import type { CrmField } from '../../core/model/record';
import type { CrmProvider, CrmUser, ProviderFactory } from '../../core/crm/port';
import { createKeptLists, type KeptList, type ListTrouble } from '../../core/team';
import { providers } from '../../core/crm/registry';
import { accountKey } from '../../core/http/account-key';
import { createHttpClient } from '../../core/http/client';
import type { HttpClient } from '../../core/http/types';
import { recordingFetcher } from '../../core/ringostat/recording-file';
import { baseUrlOf, kindOf, valuesOf } from './base-url';
import { createCache } from './cache';
import { clock } from './clock';
import { SetUpError } from './errors';
import { signInOf, type SignIn } from './sign-ins';
import type { RequestContext } from './request-context';
import { credentialTransport, plainTransport } from './transport';

export interface Account {
  provider: CrmProvider;
  factory: ProviderFactory;
  /** Of the credential: keeps what is remembered of two accounts apart. */
  key: string;
  http: HttpClient;
  /** For the drop-downs. */
  users(): Promise<CrmUser[]>;
  /** The last known, however old; one older than ten minutes, or `freshMs`, is read anew beside. */
  knownUsers(freshMs?: number): Promise<KeptList<CrmUser>>;
  /** What keeps that list from being read anew; null: nothing. */
  usersTrouble(): ListTrouble | null;
  fields(entity: Parameters<CrmProvider['fields']>[0]): Promise<CrmField[]>;
}
/** What a node chose of a CRM. */
export interface AccountChoice {
  crm: string;
  /** Value of the node's field; anything else means the CRM's usual way. */
  authentication: unknown;
  /** Settings that only this CRM has. */
  settings: Record<string, unknown>;
}

const users = createCache<CrmUser[]>();
/** What runs work with outlives a fault of the CRM. */
export const userLists = createKeptLists<CrmUser>(clock);
const fields = createCache<CrmField[]>();

/** Throws SetUpError for a CRM that this release does not have. */
function known(crm: string, authentication: unknown): { factory: ProviderFactory; signIn: SignIn } {
  const factory = providers[crm];
  const signIn = signInOf(crm, authentication);
  if (!factory || !signIn) throw new SetUpError(`The CRM ${crm} is not supported`, 'Choose another CRM.');
  return { factory, signIn };
}

/** Keys are told apart by themselves. Tokens change, so such an account is told apart by its credential. */
function secretOf(
  context: RequestContext,
  factory: ProviderFactory,
  signIn: SignIn,
  credential: Record<string, unknown>,
): string {
  if (signIn.renews) return context.getNode().credentials?.[signIn.credential]?.id ?? '';
  const kind = kindOf(factory, signIn, credential);
  const own = (kind?.fields ?? []).map(({ name }) => credential[name]).filter(Boolean);
  return own.join('\n');
}

/** A provider over this node's credential. Makes no request. Throws when the credential is not chosen. */
export async function openAccount(context: RequestContext, choice: AccountChoice): Promise<Account> {
  const { factory, signIn } = known(choice.crm, choice.authentication);
  const credential = await context.getCredentials(signIn.credential);
  const kind = kindOf(factory, signIn, credential);
  const name = context.getNode().credentials?.[signIn.credential]?.name ?? signIn.credential;
  const named = namingAccount(`credential "${name}" in n8n`);
  const misplaced = misplacedKey(factory.label, kind, valuesOf(credential));
  if (misplaced) throw named(misplaced);
  const baseUrl = baseUrlOf(factory, signIn, credential);
  if (baseUrl === '') {
    throw new SetUpError(
      `The ${factory.label} credential does not say where the account is`,
      'Open the credential and connect it, or fill its base URL.',
    );
  }
  const key = accountKey(choice.crm, baseUrl, secretOf(context, factory, signIn, credential));
  const http = createHttpClient({
    classify: (response, action) => named(factory.classify(response, action)),
    limits: { ...factory.limits, accountKey: key },
    transport: credentialTransport(context, signIn, kind?.stale),
    clock,
    random: Math.random,
    system: factory.label,
    baseUrl,
  });
  const download = recordingFetcher(plainTransport(context));
  const { renews } = signIn;
  const provider = factory.create({
    http,
    clock,
    baseUrl,
    download,
    renews,
    settings: choice.settings,
    ...(kind ? { account: kind.id } : {}),
  });
  return {
    provider,
    factory,
    key,
    http,
    users: () => users(key, () => provider.users()),
    knownUsers: (freshMs) => userLists.get(key, () => provider.users(), freshMs),
    usersTrouble: () => userLists.trouble(key),
    fields: (entity) => fields(`${key} ${entity}`, () => provider.fields(entity)),
  };
}
