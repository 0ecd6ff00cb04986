import { HOME_COUNTRY, listTasks } from '../../../../core';
import type { ItemResult } from '../../items';
import { valueOf, type Run } from './run';

/** Open tasks that this product made, an item each, with the item's data beside. */
export async function getManyTasks(run: Run): Promise<ItemResult[]> {
  const onlyMissed = valueOf(run, 'onlyMissed', true);
  const rows = await listTasks(run.account.provider, { onlyMissed, home: HOME_COUNTRY });
  return rows.map((task) => ({ json: { ...run.json, task } }));
}
