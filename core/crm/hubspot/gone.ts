/** Handles records that somebody deleted after they were found and before an activity was linked to them: writes it without these links. */
import type { HubSpotApi } from './api';
import type { Target } from '../engine/run';
import { inlineLinks, type Association } from './associations';
import { typeOf } from './entities';
import type { ObjectType } from './endpoints';

export interface Relinked {
  associations: Association[];
  /** What a person should know. */
  note: string;
}

/** Takes the targets of an activity that HubSpot refused as "not found"; returns its links to those that are left. */
export async function linksLeft(
  api: HubSpotApi,
  from: ObjectType,
  targets: Target[],
): Promise<Relinked | null> {
  const types = [...new Set(targets.flatMap(({ entity }) => typeOf(entity) ?? []))];
  const nameOf = ({ entity, id }: Target): string => `${typeOf(entity) ?? entity} ${id}`;
  const known = await Promise.all(
    types.map(async (type) => {
      const ids = targets.filter(({ entity }) => typeOf(entity) === type).map(({ id }) => id);
      const rows = await api.batchRead(type, ids, ['hs_object_id']);
      return rows.map(({ id }) => `${type} ${id}`);
    }),
  );
  const there = new Set(known.flat());
  const left = targets.filter((target) => there.has(nameOf(target)));
  const gone = targets.filter((target) => !left.includes(target));
  // With nothing left to hang on, or nothing gone, the refusal stands; so it does when memory was wrong.
  if (left.length === 0 || gone.length === 0 || gone.some(({ remembered }) => remembered)) return null;
  const names = gone.map(nameOf).join(', ');
  return {
    associations: inlineLinks(from, left),
    note: `No longer in HubSpot and therefore not linked: ${names}.`,
  };
}
