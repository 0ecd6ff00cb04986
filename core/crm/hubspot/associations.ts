/** Links between records (associations). The type ids are HubSpot's defaults. */
import type { Target } from '../engine/run';
import type { ObjectType } from './endpoints';
import { typeOf } from './entities';
import ids from './associations.json';

/** A link as a create request carries it. */
export interface Association {
  to: { id: string };
  types: { associationCategory: 'HUBSPOT_DEFINED'; associationTypeId: number }[];
}
const TYPE_IDS: Partial<Record<ObjectType, Partial<Record<ObjectType, number>>>> = ids;

/** Takes the type of the new record and what it hangs on; returns its inline associations. */
export function inlineLinks(from: ObjectType, targets: Target[]): Association[] {
  return targets.flatMap(({ entity, id }) => {
    const to = typeOf(entity);
    const associationTypeId = to === null ? undefined : TYPE_IDS[from]?.[to];
    if (associationTypeId === undefined) return [];
    return [{ to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED' as const, associationTypeId }] }];
  });
}
