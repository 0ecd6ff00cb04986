/** Maps the product's kinds of records to HubSpot's object types. Leads need Sales Hub Pro and are not used. */
import { said } from '../../text/said';
import type { Entity } from '../../model/plan';
import type { CrmError } from '../../http/errors';
import { hubSpotError } from './errors';
import type { ObjectType } from './endpoints';

export type HubSpotEntity = 'contact' | 'company' | 'deal';
const TYPES: Record<HubSpotEntity, ObjectType> = { contact: 'contacts', company: 'companies', deal: 'deals' };

/** Object type of an entity; null for a lead. */
export function typeOf(entity: Entity): ObjectType | null {
  return entity === 'lead' ? null : TYPES[entity];
}

/** The error for a lead; `advice` says what to do where it was met. */
export function noLeads(advice: string): CrmError {
  return hubSpotError('permanent', said('hubspot.noLeads'), advice);
}
