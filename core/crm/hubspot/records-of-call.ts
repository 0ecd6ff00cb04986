/** As CrmProvider.recordsOfCall: the call by its key with what it is linked to, else its tasks. */
import { CrmError } from '../../http/errors';
import type { RecordOfCall } from '../port';
import { activityKeys } from '../engine/activity-keys';
import type { HubSpotApi } from './api';
import { KEY_OF, recordsByMark, type Activity } from './keyless';
import type { ApiRecord } from './records';

const LINKED = { contacts: 'contact', companies: 'company', deals: 'deal' } as const;
const TYPES = ['contacts', 'companies', 'deals'] as const;

/** The activity with this key; in a portal without the key the one with its mark. Throws CrmError. */
async function activity(api: HubSpotApi, type: Activity, key: string): Promise<ApiRecord | null> {
  const wanted = { properties: ['hs_timestamp'], associations: [...TYPES] };
  try {
    return await api.read(type, key, { ...wanted, idProperty: KEY_OF[type] });
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind !== 'invalidField') throw error;
    const [marked] = await recordsByMark(api, type, [key], []);
    return marked ? api.read(type, marked.id, wanted) : null;
  }
}

const linksOf = ({ associations = {} }: ApiRecord): RecordOfCall[] =>
  TYPES.flatMap((type) => {
    const ids = (associations[type]?.results ?? []).map(({ id }) => id);
    return [...new Set(ids)].map((id) => ({ entity: LINKED[type], id }));
  });

export async function recordsOfCall(api: HubSpotApi, call: string): Promise<RecordOfCall[]> {
  const { record, tasks } = activityKeys(call);
  const places: [Activity, string][] = [
    ['calls', record],
    ...tasks.map((key): [Activity, string] => ['tasks', key]),
  ];
  for (const [type, key] of places) {
    const found = await activity(api, type, key);
    if (found) return linksOf(found);
  }
  return [];
}
