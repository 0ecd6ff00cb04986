/**
 * Token renewals for a host that stores the token itself and requests a new one on every 401 (n8n): all requests that got a 401
 * with the same old token share one new token, no matter when each of them asks.
 */
import { singleFlightByKey } from './single-flight';
import type { Clock } from './types';

/**
 * Who still holds a replaced token read it just before his request, which takes 30 s at most; later the new one may have
 * run out itself, and the host's other processes may have renewed it since, ms.
 */
const KEPT_MS = 120_000;
/** Accounts of one process; the one renewed longest ago is forgotten first. */
const MAX_ACCOUNTS = 100;
/** Replaced tokens kept per account. */
const MAX_REPLACED = 10;

interface Known<T> {
  newest: T;
  /** When `newest` came, ms since the epoch. */
  at: number;
  /** Tokens that a renewal was asked for with; `newest` is in their place. Never the empty one. */
  replaced: string[];
}

/**
 * Takes the account's name, the access token the host holds (empty: none) and how to renew; returns the token under way,
 * or the newest one when the held one was replaced by it lately, else what `renew` gives. Throws what `renew` throws, which
 * only those who waited share: the next one tries again.
 */
export type Renewals<T> = (account: string, held: string, renew: () => Promise<T>) => Promise<T>;

/** What a process knows of its accounts' tokens; nothing at first. */
export function createRenewals<T extends { accessToken: string }>(clock: Pick<Clock, 'now'>): Renewals<T> {
  const flights = singleFlightByKey<T>();
  const accounts = new Map<string, Known<T>>();
  const underWay = new Set<string>();

  const replacing = (account: string, held: string): T | null => {
    const known = accounts.get(account);
    if (!known?.replaced.includes(held) || clock.now() - known.at > KEPT_MS) return null;
    return known.newest;
  };
  const keep = (account: string, held: string, newest: T): void => {
    // A vendor may give the living token again (Salesforce): it replaces itself never.
    const replaced = [...(accounts.get(account)?.replaced ?? []), held]
      .filter((token) => token !== '' && token !== newest.accessToken)
      .slice(-MAX_REPLACED);
    accounts.delete(account);
    accounts.set(account, { newest, at: clock.now(), replaced });
    const [oldest] = accounts.keys();
    if (accounts.size > MAX_ACCOUNTS && oldest !== undefined) accounts.delete(oldest);
  };

  return async (account, held, renew) => {
    const newest = underWay.has(account) ? null : replacing(account, held);
    if (newest) return newest;
    return flights(account, async () => {
      underWay.add(account);
      try {
        const token = await renew();
        keep(account, held, token);
        return token;
      } finally {
        underWay.delete(account);
      }
    });
  };
}
