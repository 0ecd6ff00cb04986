/** Which calls have their record already; a hundred in one request. */
import { CrmError } from '../../http/errors';
import type { HubSpotApi } from './api';
import { CALL_ID } from './properties';

/** As CrmProvider.seen. A portal without our property has seen none. Throws CrmError. */
export async function seenCalls(api: HubSpotApi, callIds: string[]): Promise<Set<string>> {
  const ids = [...new Set(callIds)];
  if (ids.length === 0) return new Set();
  try {
    const rows = await api.batchRead('calls', ids, [CALL_ID], { idProperty: CALL_ID });
    return new Set(rows.flatMap(({ properties }) => properties[CALL_ID] ?? []));
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'invalidField') return new Set();
    throw error;
  }
}
