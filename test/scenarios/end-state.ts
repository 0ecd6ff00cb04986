import { doneTasks, linked, openTasks } from './look';
import type { World } from './types';

/** What two runs of one call must agree on: who owns what, what hangs on what. Ids differ between two CRMs. */
export async function endState(world: World): Promise<unknown> {
  const view = await world.view();
  return {
    contacts: view.contacts.map(({ phone, ownerId, attribution }) => ({ phone, ownerId, attribution })),
    deals: view.deals.map(({ stage, ownerId, attribution, contactIds }) => ({
      stage,
      ownerId,
      attribution,
      contacts: contactIds.length,
    })),
    calls: view.calls.map((call) => ({
      answered: call.answered,
      ownerId: call.ownerId,
      contacts: linked(call, 'contact').length,
      deals: linked(call, 'deal').length,
    })),
    done: doneTasks(world, view).map(({ ownerId, deals }) => ({ ownerId, deals: deals.length })),
    open: openTasks(view).map(({ ownerId, deals }) => ({ ownerId, deals: deals.length })),
  };
}
