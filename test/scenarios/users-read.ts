import { providers } from '../../core/crm/registry';
import { askUntil } from './ask-until';
import type { World } from './types';

/**
 * A first question about another client, so that what comes is asked with the list of users known. A budget is of a question;
 * the list, read by the first one that finds somebody and then every ten minutes beside, is the account's, as a token is.
 */
export async function usersRead(world: World, by: 'ivan' | 'olena' = 'ivan'): Promise<void> {
  const client = '380671230001';
  const known = { phone: `+${client}`, ownerId: world.people[by].crmUserId };
  const order = world.settings().order ?? providers[world.crm]?.routingOrder ?? [];
  if (order[0] === 'lead') world.lab.seed('lead', known);
  else world.lab.seed('deal', { contactId: world.lab.seed('contact', known), ownerId: known.ownerId });
  expect(await askUntil(world, `proj_${by}`, { client })).toContain(`proj_${by}`);
}
