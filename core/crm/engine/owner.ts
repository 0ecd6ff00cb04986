/** What is done about an owner whom the CRM does not take (G-27): the senior, so that somebody sees the record, else nobody. */

export interface RefusedOwner {
  /** The CRM's name in notes. */
  system: string;
  ownerId: string;
  senior: string | null | undefined;
  /** Why such an owner is refused. */
  why?: string;
  /** Who has a record that is written without owner. */
  nobody?: string;
}

/** Returns the owner to try next, and what a person should know of it. */
export function nextOwner({
  system,
  ownerId,
  senior,
  why = 'not active',
  nobody = 'there is no owner',
}: RefusedOwner): { ownerId: string | null; note: string } {
  const next = senior && senior !== ownerId ? senior : null;
  const who = next ? `the senior ${next} got it` : nobody;
  const note = `${system} refused the owner ${ownerId} (${why}), so ${who}: correct the team table.`;
  return { ownerId: next, note };
}
