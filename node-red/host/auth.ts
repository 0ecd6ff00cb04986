import type { AccountKind, AccountValues } from '../../core/crm/account';
import type { ProviderFactory } from '../../core/crm/port';
import { accountKey } from '../../core/http/account-key';
import { createRefreshingTransport } from '../../core/http/oauth';
import { keepingSecrets, secretsIn } from '../../core/http/secrets';
import { setAtMost } from '../../core/http/set-at-most';
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

/** Accounts whose tokens a process remembers; the one opened first is forgotten first. */
const MAX_ACCOUNTS = 100;
const renewing = new Map<string, Transport>();

/**
 * Tokens and refusals belong to the account, not to the node: a deploy makes the nodes anew, and vendors count the tokens
 * they give (Zoho: ten in ten minutes). Whatever is entered anew, a secret or an address, makes another account.
 */
function renewedOnce(account: string, make: () => Transport): Transport {
  const known = renewing.get(account);
  if (known) return known;
  const made = make();
  setAtMost(renewing, account, made, MAX_ACCOUNTS);
  return made;
}

/** Transport that signs each request with the account's key, or with an access token renewed when it has run out. */
export function accountAuth(
  factory: ProviderFactory,
  { kind: id, values }: { kind: string; values: AccountValues },
): Transport {
  const kind = kindOf(factory, id);
  const { sign, token, stale, baseUrlIn } = kind;
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
  const from = baseUrlOf(factory, kind, values);
  const entered = [kind.id, ...kind.fields.map(({ name }) => values[name] ?? '')];
  return renewedOnce(accountKey(factory.crm, from, JSON.stringify(entered)), () =>
    createRefreshingTransport({
      send: keepingSecrets(
        axiosTransport(() => ({})),
        () => own,
      ),
      token: (refreshToken, now) => token(values, refreshToken, now),
      refreshToken: values['refreshToken'] ?? '',
      ...(stale ? { stale } : {}),
      // An address typed by hand is a proxy or a sandbox: it stays.
      ...(baseUrlIn && !typed
        ? { rebase: { from, baseUrlIn: (answer: Record<string, unknown>) => baseUrlIn(answer, values) } }
        : {}),
      clock,
      system: factory.label,
    }),
  );
}
