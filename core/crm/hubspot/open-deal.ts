/** The open deal of a contact that search did not show when the plan was made. */
import type { HubSpotApi } from './api';

/** Takes a contact's id; returns its newest open deal, strongly consistent, null when there is none. Throws CrmError. */
export async function openDealOf(api: HubSpotApi, contactId: string): Promise<string | null> {
  const contact = await api.read('contacts', contactId, {
    properties: ['hs_object_id'],
    associations: ['deals'],
  });
  const ids = [...new Set((contact?.associations?.deals?.results ?? []).map(({ id }) => String(id)))];
  if (ids.length === 0) return null;
  const deals = await api.batchRead('deals', ids, ['hs_is_closed', 'createdate']);
  const made = (at: string | null | undefined): number => Date.parse(at ?? '') || 0;
  const [newest] = deals
    .filter(({ properties }) => properties.hs_is_closed !== 'true')
    .sort((a, b) => made(b.properties.createdate) - made(a.properties.createdate));
  return newest?.id ?? null;
}
