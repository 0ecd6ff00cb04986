/** Removes the account's own secrets from a system's error answers: some repeat the request's headers. */
import { COMMON_WORDS } from './redact';
import type { HttpResponse, Transport } from './types';

const MASK = '***';
/** Names of fields that hold a secret, in a credential of either host. */
const SECRET = /token|secret|key|pass/i;
/** Where a token comes from and how it is told are none. */
const NO_SECRET = /(?:url|uri|type)$/i;
/** A shorter text may stand anywhere by chance. */
const SHORTEST = 6;
const MAX_DEPTH = 12;
/** A word that messages are made of would be taken out of all of them, and the gap would tell it. */
const isSecret = (text: string): boolean => text.length >= SHORTEST && !COMMON_WORDS.has(text.toLowerCase());

function parsed(text: string): unknown {
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/**
 * Takes a credential's values; returns its secrets: texts under names such as apiKey, clientSecret, access_token, at any
 * depth, also within JSON that is stored as text.
 */
export function secretsIn(values: unknown, depth = 0): string[] {
  if (typeof values !== 'object' || values === null || depth > MAX_DEPTH) return [];
  return Object.entries(values).flatMap(([name, value]) => {
    if (typeof value !== 'string') return secretsIn(value, depth + 1);
    const inside = secretsIn(parsed(value), depth + 1);
    const named = SECRET.test(name) && !NO_SECRET.test(name) && isSecret(value.trim());
    return named && !inside.length ? [value.trim()] : inside;
  });
}

/** Longest first, so that a secret within another does not leave the rest of it. */
const spellings = (secrets: readonly string[]): string[] =>
  [...new Set(secrets.filter(isSecret).flatMap((one) => [one, encodeURIComponent(one)]))].sort(
    (a, b) => b.length - a.length,
  );

function cleaned(value: unknown, secrets: readonly string[], depth: number): unknown {
  if (typeof value === 'string')
    return secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value);
  if (
    typeof value !== 'object' ||
    value === null ||
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer
  )
    return value;
  if (depth > MAX_DEPTH) return MASK;
  if (Array.isArray(value)) return value.map((item) => cleaned(item, secrets, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, cleaned(item, secrets, depth + 1)]),
  );
}

/** Takes any answer's body and the secrets; returns it with each of them masked, as it is and percent-encoded. */
export const withoutSecrets = (value: unknown, secrets: readonly string[]): unknown =>
  cleaned(value, spellings(secrets), 0);

type Bag = Record<string, unknown>;
const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' &&
  value !== null &&
  !ArrayBuffer.isView(value) &&
  !(value instanceof ArrayBuffer);
/** One request of a batch that was refused, as the vendors word it: the batch itself is answered with 2xx. */
const isRefusal = ({ success, status, errorCode, httpStatusCode }: Bag): boolean =>
  success === false || status === 'error' || typeof errorCode === 'string' || Number(httpStatusCode) >= 300;
const ERRORS = /^errors?$/;
/** Salesforce tells of what went well with an empty list of errors. */
const tells = (errors: unknown): boolean =>
  isBag(errors) ? Object.keys(errors).length > 0 : typeof errors === 'string' && errors !== '';

function refusalsOf(value: unknown, clean: (value: unknown) => unknown, depth: number): unknown {
  if (!isBag(value) || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const all = value.map((item) => refusalsOf(item, clean, depth + 1));
    return all.some((item, index) => item !== value[index]) ? all : value;
  }
  if (isRefusal(value)) return clean(value);
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => [
    name,
    ERRORS.test(name) && tells(item) ? clean(item) : refusalsOf(item, clean, depth + 1),
  ]);
  return entries.some(([name, item]) => item !== value[name]) ? Object.fromEntries(entries) : value;
}

/**
 * Takes the body of a 2xx answer and the secrets; returns it with them masked in the refusals within it. The data beside
 * them stay, whatever they hold: a short webhook secret may be a word of theirs. The same body when it has no refusal.
 */
export const refusalsWithoutSecrets = (value: unknown, secrets: readonly string[]): unknown =>
  refusalsOf(value, (refusal) => withoutSecrets(refusal, secrets), 0);

/** Takes a transport and who tells the secrets; answers of 300 and more, and refusals in others, come back without them. */
export function keepingSecrets(
  send: Transport,
  secrets: () => readonly string[] | Promise<readonly string[]>,
): Transport {
  return async (request): Promise<HttpResponse> => {
    const answer = await send(request);
    const { status, body } = answer;
    if (status >= 300) return { ...answer, body: withoutSecrets(body, await secrets()) };
    // Who tells the secrets may have to decrypt them, so it is not asked where nothing was refused.
    if (refusalsOf(body, () => null, 0) === body) return answer;
    return { ...answer, body: refusalsWithoutSecrets(body, await secrets()) };
  };
}
