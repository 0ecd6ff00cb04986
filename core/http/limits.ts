/** Pacers of the process, by account: clients of one account made by different nodes share them. */
import { Pacer } from './pacer';
import { Slots } from './slots';
import type { RateLimits } from './types';

interface Account {
  search: Pacer;
  burst: Pacer;
  slots: Slots;
}
const accounts = new Map<string, Account>();
/** Accounts remembered; a process serves a handful, tests make thousands. */
const MAX_ACCOUNTS = 500;

/** Returns the account's pacers; made at the first call with the limits given then. */
export function pacersOf(key: string, limits: RateLimits): Account {
  const known = accounts.get(key);
  if (known) return known;
  const { searchPerSecond, burst, concurrent } = limits;
  const all = new Pacer(burst ?? null);
  const made: Account = {
    search: new Pacer(searchPerSecond ? { max: searchPerSecond, windowMs: 1000 } : null, all),
    burst: all,
    slots: new Slots(concurrent ?? null),
  };
  const oldest = accounts.keys().next();
  if (accounts.size >= MAX_ACCOUNTS && !oldest.done) accounts.delete(oldest.value);
  accounts.set(key, made);
  return made;
}
