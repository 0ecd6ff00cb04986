/** The open deal of a contact that the plan did not know of. */
import { dealsOf } from './find';
import type { Layout } from './layout';
import { said } from '../../text/said';

/** Takes a contact's id; returns its newest open deal, null when there is none. Throws CrmError. */
export async function openDealOf(layout: Layout, contactId: string): Promise<string | null> {
  const contact = await layout.api.read(
    await layout.place('contact'),
    contactId,
    said('doing.readKind', { kind: said('of.contact') }),
  );
  if (!contact) return null;
  const deals = (await dealsOf(layout, [contact], [])).filter(({ open }) => open);
  const made = (at: string | null): number => Date.parse(at ?? '') || 0;
  const [newest] = deals.sort((a, b) => made(b.createdAt) - made(a.createdAt));
  return newest?.id ?? null;
}
