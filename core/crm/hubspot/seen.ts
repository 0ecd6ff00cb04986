/** Which calls have their record already; a hundred in one request. */
import type { HubSpotApi } from './api';
import { idsByKey } from './by-key';
import { CALL_ID } from './properties';

/** As CrmProvider.seen. A portal without our property has seen none. Throws CrmError. */
export async function seenCalls(api: HubSpotApi, callIds: string[]): Promise<Set<string>> {
  const found = await idsByKey(api, 'calls', [...new Set(callIds)], CALL_ID);
  return new Set(found.keys());
}
