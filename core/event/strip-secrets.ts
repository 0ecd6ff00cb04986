/** Removes the webhook's secret from the event, where flows, logs and CRMs would show it. */

/** Deeper parts are cut from the event anyway (safe-raw.ts). */
const MAX_DEPTH = 20;
const MARK = '•••';

/** The secret as written and as an address carries it. */
const spellings = (secrets: string[]): string[] =>
  secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((text, at, all) => all.indexOf(text) === at);

const mask = (text: string, spelled: string[]): string =>
  spelled.reduce((masked, secret) => masked.replaceAll(secret, MARK), text);

/** Takes a text and the secrets; returns the text with a mark in place of each. */
export const maskSecrets = (text: string, secrets: string[]): string => mask(text, spellings(secrets));

function strip(value: unknown, spelled: string[], depth: number): unknown {
  if (typeof value === 'string') return mask(value, spelled);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => strip(item, spelled, depth + 1));
  const kept = Object.create(null) as Record<string, unknown>;
  for (const [name, item] of Object.entries(value)) {
    const clean = strip(item, spelled, depth + 1);
    if (clean !== MARK || item === MARK) kept[mask(name, spelled)] = clean;
  }
  return kept;
}

/**
 * Takes a payload and the webhook's secrets; returns a copy in which no field holds one: what equals a secret is left
 * out, what has one inside (an address with `token=…`) carries a mark in its place.
 */
export function stripSecrets(fields: Record<string, unknown>, secrets: string[]): Record<string, unknown> {
  return strip(fields, spellings(secrets), 0) as Record<string, unknown>;
}
