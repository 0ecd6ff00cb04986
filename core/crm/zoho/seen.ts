/** Which calls are in Zoho already: by the last activity of their plan, a task where the table writes no call record. */
import type { HttpClient } from '../../http/types';
import { idsByKey } from './by-key';
import { CALL_ID } from './own-fields';

/** As CrmProvider.seen; two requests for fifty calls. An organisation without our fields has seen none. Throws CrmError. */
export async function seenCalls(http: HttpClient, callIds: string[]): Promise<Set<string>> {
  const calls = await idsByKey(http, 'Calls', CALL_ID, callIds);
  const tasks = await idsByKey(
    http,
    'Tasks',
    CALL_ID,
    callIds.filter((id) => !calls.has(id)),
  );
  return new Set([...calls.keys(), ...tasks.keys()]);
}
