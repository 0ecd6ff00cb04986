import type { AccountKind, AccountValues } from '../../core/crm/account';
import type { ProviderFactory } from '../../core/crm/port';
import { createRefreshingTransport } from '../../core/http/oauth';
import { keepingSecrets, secretsIn } from '../../core/http/secrets';
import type { Transport } from '../../core/http/types';
import { clock } from './clock';
import { axiosTransport } from './transport';

/** Kind of the id; the CRM's usual one when the id is unknown. Throws for a CRM without any. */
export function kindOf({ accounts, label }: ProviderFactory, id: string): AccountKind {
  const [usual] = accounts;
  const kind = accounts.find((one) => one.id === id) ?? usual;
  if (!kind) throw new Error(`${label} has no way to sign in.`);
  return kind;
}

/** Fields of the kind that must be filled and are not. */
export const missingFields = ({ fields }: AccountKind, values: AccountValues): string[] =>
  fields.filter(({ name, required }) => required && !values[name]?.trim()).map(({ label }) => label);

/** Base URL the account's requests are made for: what the person entered, what follows from the values, the vendor's. */
export function baseUrlOf(factory: ProviderFactory, kind: AccountKind, values: AccountValues): string {
  const typed = (values['baseUrl'] ?? '').trim();
  return (typed || kind.baseUrl?.(values) || factory.defaultBaseUrl).replace(/\/+$/, '');
}

/** Transport that signs each request with the account's key, or with an access token renewed when it has run out. */
export function accountAuth(
  factory: ProviderFactory,
  { kind: id, values }: { kind: string; values: AccountValues },
): Transport {
  const kind = kindOf(factory, id);
  const { sign, token, baseUrlIn } = kind;
  const own = secretsIn(values);
  // What stands after Basic is made of the key and no less secret.
  if (sign)
    return keepingSecrets(
      axiosTransport(() => sign(values)),
      () => [...own, ...Object.values(sign(values)).flatMap((header) => header.split(' '))],
    );
  if (!token)
    throw new Error(`${factory.label}: ${kind.label} says neither how to sign nor how to get a token.`);
  const typed = Boolean(values['baseUrl']?.trim());
  return createRefreshingTransport({
    send: keepingSecrets(
      axiosTransport(() => ({})),
      () => own,
    ),
    token: (refreshToken, now) => token(values, refreshToken, now),
    refreshToken: values['refreshToken'] ?? '',
    // An address typed by hand is a proxy or a sandbox: it stays.
    ...(baseUrlIn && !typed ? { rebase: { from: baseUrlOf(factory, kind, values), baseUrlIn } } : {}),
    clock,
    system: factory.label,
  });
}
