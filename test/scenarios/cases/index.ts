import type { Scenario } from '../types';
import { hubspot } from './hubspot';
import { numbers } from './numbers';
import { routing } from './routing';
import { trust } from './trust';

/** Every scenario that runs, in the order of scenarios.md. */
export const scenarios: Scenario[] = [...numbers, ...trust, ...routing, ...hubspot].sort(
  (a, b) => order(a.id) - order(b.id),
);

function order(id: string): number {
  const [group, number] = id.split('-') as [string, string];
  return ['G', 'F', 'HS'].indexOf(group) * 1000 + Number(number);
}
