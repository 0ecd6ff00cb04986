/**
 * Ringostat's staff lists, kept by the process, and which of them the teams of an account are made of: the Find node reads them,
 * the health check of the account tells one that runs live on though it is old (G-29).
 */
import { setAtMost } from '../../core/http/set-at-most';
import { createKeptLists, type Employee, type KeptList, type ListTrouble } from '../../core/team';
import { clock } from './clock';

/** Accounts whose staff lists are known; a host has a handful. */
const MAX_ACCOUNTS = 500;
const lists = createKeptLists<Employee>(clock);
/** Keys of staff lists by key of the account. */
const usedBy = new Map<string, Set<string>>();

function noteUse(account: string, list: string): void {
  const known = usedBy.get(account) ?? new Set();
  setAtMost(usedBy, account, known.add(list), MAX_ACCOUNTS);
}

/** As KeptLists.get; `account`: key of the CRM account whose team is made of it. */
export function knownStaff(
  account: string,
  list: string,
  read: () => Promise<readonly Employee[]>,
  freshMs?: number,
): Promise<KeptList<Employee>> {
  noteUse(account, list);
  return lists.get(list, read, freshMs);
}

/** What keeps a staff list of this account's teams from being read anew; null: nothing, or no team is read from Ringostat. */
export function staffTrouble(account: string): ListTrouble | null {
  for (const list of usedBy.get(account) ?? []) {
    const trouble = lists.trouble(list);
    if (trouble) return trouble;
  }
  return null;
}

/** Resolves when no staff list is being read. */
export const staffRead = (): Promise<void> => lists.idle();
