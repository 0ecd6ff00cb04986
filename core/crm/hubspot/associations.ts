/** Links between records (associations). The type ids are HubSpot's defaults. */
import type { ObjectType } from './endpoints';
import ids from './associations.json';

/** A link as a create request carries it. */
export interface Association {
  to: { id: string };
  types: { associationCategory: 'HUBSPOT_DEFINED'; associationTypeId: number }[];
}
export interface Target {
  type: ObjectType;
  id: string;
  /** Known from memory only: when it is gone, the caller wants to know. */
  remembered?: true;
}
const TYPE_IDS: Partial<Record<ObjectType, Partial<Record<ObjectType, number>>>> = ids;

/** Takes the type of the new record and what it hangs on; returns its inline associations. */
export function inlineLinks(from: ObjectType, targets: Target[]): Association[] {
  return targets.flatMap(({ type, id }) => {
    const associationTypeId = TYPE_IDS[from]?.[type];
    if (associationTypeId === undefined) return [];
    return [{ to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED' as const, associationTypeId }] }];
  });
}
