/** Activities by their unique key, many in one request. */
import { CrmError } from '../../http/errors';
import type { HubSpotApi } from './api';

/** Returns the ids of those that are there, by key. A portal without the property has none. Throws CrmError. */
export async function idsByKey(
  api: HubSpotApi,
  type: 'calls' | 'tasks',
  keys: string[],
  idProperty: string,
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  try {
    const rows = await api.batchRead(type, keys, [idProperty], { idProperty });
    return new Map(rows.map(({ id, properties }) => [properties[idProperty] ?? '', id]));
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'invalidField') return new Map();
    throw error;
  }
}
