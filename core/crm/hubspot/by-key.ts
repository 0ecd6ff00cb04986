/** Reads activities by their unique key, many per request. */
import { CrmError } from '../../http/errors';
import type { HubSpotApi } from './api';
import { recordsByMark } from './keyless';

/** Returns the ids of those that are there, by key. In a portal without the property its mark is searched. Throws CrmError. */
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
    if (!(error instanceof CrmError) || error.kind !== 'invalidField') throw error;
    const marked = await recordsByMark(api, type, keys, []);
    return new Map(marked.map(({ id, properties }) => [properties[idProperty] ?? '', id]));
  }
}
