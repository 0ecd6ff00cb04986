/** Where a CRM account is reached: typed in, told by the token's answer, following from the values, or the vendor's. */
import type { AccountKind, AccountValues } from '../../core/crm/account';
import type { ProviderFactory } from '../../core/crm/port';
import type { SignIn } from './sign-ins';

type Credential = Record<string, unknown>;

/** Without spaces and slashes around; empty when it is no text. */
export const withoutSlash = (url: unknown): string =>
  typeof url === 'string' ? url.trim().replace(/\/+$/, '') : '';

/** Kind of account a credential of this sign-in is; undefined when the provider does not know it. */
export function kindOf(
  { accounts }: Pick<ProviderFactory, 'accounts'>,
  { kinds }: Pick<SignIn, 'kinds'>,
  credential: Credential,
): AccountKind | undefined {
  const id = kinds.find((one) => one === credential['grantType']) ?? kinds[0];
  return accounts.find((kind) => kind.id === id);
}

/** The text values of a credential, as the core's account takes them. */
export function valuesOf(credential: Credential): AccountValues {
  return Object.fromEntries(
    Object.entries(credential).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.trim()]] : [],
    ),
  );
}

/** Of a credential that renews without n8n's OAuth2: it keeps what it was told in a hidden field. Salesforce's only. */
export const instanceOf = (kind: AccountKind | undefined, credential: Credential): string =>
  withoutSlash(kind?.baseUrlIn?.({ instance_url: credential['instanceUrl'] }, valuesOf(credential)));

function toldByToken(kind: AccountKind | undefined, credential: Credential): string {
  const kept = instanceOf(kind, credential);
  if (kept) return kept;
  const answer = credential['oauthTokenData'];
  const known = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
  return known
    ? withoutSlash(kind?.baseUrlIn?.(answer as Record<string, unknown>, valuesOf(credential)))
    : '';
}

/** Base URL of the account, without trailing slash; empty when nobody knows it yet. */
export function baseUrlOf(factory: ProviderFactory, signIn: SignIn, credential: Credential): string {
  const kind = kindOf(factory, signIn, credential);
  return (
    withoutSlash(credential['baseUrl']) ||
    toldByToken(kind, credential) ||
    withoutSlash(kind?.baseUrl?.(valuesOf(credential))) ||
    factory.defaultBaseUrl
  );
}
