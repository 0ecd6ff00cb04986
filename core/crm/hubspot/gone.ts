/** An activity that HubSpot refused as "not found": it is linked to the records that are left. */
import type { HubSpotApi } from './api';
import { noteGone } from '../engine/gone';
import type { Target } from '../engine/run';
import type { Remedy } from '../engine/write';
import { typeOf } from './entities';
import { SYSTEM } from './errors';
import type { Write } from './write';

const nameOf = ({ entity, id }: Target): string => `${typeOf(entity) ?? entity} ${id}`;

/** Which of the records are there, "type id" each. */
async function existing(api: HubSpotApi, targets: Target[]): Promise<Set<string>> {
  const types = [...new Set(targets.flatMap(({ entity }) => typeOf(entity) ?? []))];
  const known = await Promise.all(
    types.map(async (type) => {
      const ids = targets.filter(({ entity }) => typeOf(entity) === type).map(({ id }) => id);
      const rows = await api.batchRead(type, ids, ['hs_object_id']);
      return rows.map(({ id }) => `${type} ${id}`);
    }),
  );
  return new Set(known.flat());
}

export const relink = (api: HubSpotApi): Remedy<Write> => ({
  async try(write, error) {
    const { type, targets } = write;
    if (error.kind !== 'notFound' || (type !== 'calls' && type !== 'tasks')) return false;
    const there = await existing(api, targets);
    const left = targets.filter((target) => there.has(nameOf(target)));
    const gone = targets.filter((target) => !left.includes(target));
    if (gone.length === 0) return false;
    noteGone(write, {
      system: SYSTEM,
      gone: gone.map((target) => ({ name: nameOf(target), remembered: target.remembered })),
      enough: left.length > 0,
    });
    write.targets = left;
    return true;
  },
});
