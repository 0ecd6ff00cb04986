import type { CrmField, CrmProvider, CrmUser, ProviderFactory } from '../../../core/crm/port';
import { providers } from '../../../core/crm/registry';
import { accountKey } from '../../../core/http/account-key';
import { createHttpClient } from '../../../core/http/client';
import type { HttpClient } from '../../../core/http/types';
import { createCache } from './cache';
import { clock } from './clock';
import { SetUpError } from './errors';
import { credentialTransport, type RequestContext } from './transport';

export type Authentication = 'serviceKey' | 'oAuth2';

/** Credential types by CRM and way of authentication. */
const CREDENTIAL_TYPES: [crm: string, authentication: Authentication, type: string][] = [
  ['hubspot', 'serviceKey', 'ringostatHubSpotApi'],
  ['hubspot', 'oAuth2', 'ringostatHubSpotOAuth2Api'],
];

export interface Account {
  provider: CrmProvider;
  factory: ProviderFactory;
  /** Of the credential: keeps what is remembered of two accounts apart. */
  key: string;
  http: HttpClient;
  /** Kept for ten minutes: a look-up per call would double the requests. */
  users(): Promise<CrmUser[]>;
  fields(entity: Parameters<CrmProvider['fields']>[0]): Promise<CrmField[]>;
}

const users = createCache<CrmUser[]>();
const fields = createCache<CrmField[]>();

export const withoutSlash = (url: unknown): string =>
  typeof url === 'string' ? url.trim().replace(/\/+$/, '') : '';

/** Credential of the node that this CRM and way of authentication use. Throws SetUpError for an unknown CRM. */
export function credentialOf(crm: string, authentication: Authentication): string {
  const found = CREDENTIAL_TYPES.find((row) => row[0] === crm && row[1] === authentication);
  if (!found) throw new SetUpError(`The CRM ${crm} is not supported`, 'Choose another CRM.');
  return found[2];
}

/** A provider over this node's credential. Makes no request. Throws when the credential is not chosen. */
export async function openAccount(
  context: RequestContext,
  crm: string,
  authentication: Authentication,
): Promise<Account> {
  const credentialType = credentialOf(crm, authentication);
  const factory = providers[crm];
  if (!factory) throw new SetUpError(`The CRM ${crm} is not supported`, 'Choose another CRM.');
  const credential = await context.getCredentials(credentialType);
  const baseUrl = withoutSlash(credential['baseUrl']) || factory.defaultBaseUrl;
  // OAuth tokens change by themselves, so such an account is told apart by its credential.
  const secret = credential['serviceKey'] ?? context.getNode().credentials?.[credentialType]?.id ?? '';
  const key = accountKey(crm, baseUrl, String(secret));
  const http = createHttpClient({
    classify: factory.classify,
    limits: { ...factory.limits, accountKey: key },
    transport: credentialTransport(context, credentialType),
    clock,
    random: Math.random,
    system: factory.label,
    baseUrl,
  });
  const provider = factory.create({ http, clock, baseUrl });
  return {
    provider,
    factory,
    key,
    http,
    users: () => users(key, () => provider.users()),
    fields: (entity) => fields(`${key} ${entity}`, () => provider.fields(entity)),
  };
}
