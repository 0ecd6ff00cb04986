/** What is done about an owner whom the CRM does not take (G-27): the senior, so that somebody sees the record, else nobody. */
import type { Words } from '../../model/said';
import { said } from '../../text/said';

export interface RefusedOwner {
  /** The CRM's name in notes. */
  system: string;
  ownerId: string;
  senior: string | null | undefined;
  /** Why such an owner is refused. */
  why?: Words | undefined;
  /** Who has a record that is written without owner. */
  nobody?: Words | undefined;
}

/** Returns the owner to try next, and what a person should know of it. */
export function nextOwner({
  system,
  ownerId,
  senior,
  why = said('mend.owner.notActive'),
  nobody = said('mend.owner.nobody'),
}: RefusedOwner): { ownerId: string | null; note: Words } {
  const next = senior && senior !== ownerId ? senior : null;
  const who = next ? said('mend.owner.senior', { senior: next }) : nobody;
  return { ownerId: next, note: said('mend.owner.refused', { system, owner: ownerId, why, who }) };
}
