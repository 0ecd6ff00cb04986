/** Links to records as the API returns them. They are never built here, because a link needs the id of the workspace too. */
import { setAtMost } from '../../http/set-at-most';

/** Records remembered per account. */
const MAX_LINKS = 5000;
const MAX_ACCOUNTS = 200;

export class Links {
  private readonly known = new Map<string, string>();

  note(id: string, link: string | null): void {
    if (link !== null) setAtMost(this.known, id, link, MAX_LINKS);
  }
  /** Null: nobody told. */
  of(id: string): string | null {
    return this.known.get(id) ?? null;
  }
}
const accounts = new Map<string, Links>();

/** Links of the account in this process; an account nobody named shares with none. */
export function linksOf(account: string | undefined): Links {
  if (account === undefined) return new Links();
  const known = accounts.get(account) ?? new Links();
  setAtMost(accounts, account, known, MAX_ACCOUNTS);
  return known;
}
