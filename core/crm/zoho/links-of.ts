/** What an activity hangs on, as its record tells it. */
import type { Target } from '../engine/run';
import { textOf } from './errors';
import { idOf } from './records';

const MODULES: Readonly<Record<string, Target['entity']>> = {
  Leads: 'lead',
  Contacts: 'contact',
  Accounts: 'company',
  Deals: 'deal',
};

export function linksOf(row: Record<string, unknown>): Target[] {
  const what = idOf(row.What_Id);
  const who = idOf(row.Who_Id);
  const entity = MODULES[textOf(row.$se_module)];
  return [
    ...(what && entity ? [{ entity, id: what }] : []),
    ...(who ? [{ entity: 'contact' as const, id: who }] : []),
  ];
}
