/** Values of new records. All values are strings; empty ones are left out, so that no field is cleared. */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../model/attribution';
import type { NewRecordValues } from '../../model/plan';
import { cut, shorten } from '../engine/text';
import type { Properties } from './api';

/** Longest value HubSpot takes; one more character and it refuses the whole record. */
const VALUE_MAX = 65_536;

/** Takes candidates; returns those that hold something, as long as HubSpot takes them. */
export function filled(values: Record<string, string | null | undefined>): Properties {
  return Object.fromEntries(
    Object.entries(values)
      .filter((entry): entry is [string, string] => Boolean(entry[1]?.trim()))
      .map(([name, value]) => [name, cut(value, VALUE_MAX)]),
  );
}

/** The attribution's fields are named alike in HubSpot. */
export function attributionValues(attribution: Attribution): Properties {
  return filled(Object.fromEntries(ATTRIBUTION_FIELDS.map((field) => [field, attribution[field]])));
}

/** HubSpot's longest one-line text. */
const NAME_MAX = 255;
export const short = (text: string): string => shorten(text, NAME_MAX);

/** What all new records have: owner, attribution, mapped fields (which win). */
export function commonValues({ ownerId, attribution, fields }: NewRecordValues): Properties {
  return { ...filled({ hubspot_owner_id: ownerId }), ...attributionValues(attribution), ...filled(fields) };
}
