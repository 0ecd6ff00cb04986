/** What an activity hangs on, as Pipedrive tells it. */
import type { Target } from '../engine/run';
import type { ApiActivity } from './types';

export const idIn = (value: unknown): string | null =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;

export function linksOf(row: ApiActivity): Target[] {
  const named: [Target['entity'], unknown][] = [
    ['deal', row.deal_id],
    ['lead', row['lead_id']],
    ['contact', row['person_id']],
    ['company', row['org_id']],
  ];
  return named.flatMap(([entity, value]) => {
    const id = idIn(value);
    return id === null ? [] : [{ entity, id }];
  });
}
