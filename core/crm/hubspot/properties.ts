/** The properties we keep in HubSpot; data in properties.json. */
import type { ObjectType } from './endpoints';
import data from './properties.json';

export interface OwnProperty {
  name: string;
  label: string;
  description: string;
  unique?: boolean;
}
export const OWN_PROPERTIES = data as { type: ObjectType; properties: OwnProperty[] }[];
/** Group the properties stand in, in the CRM's settings. */
export const OWN_GROUP = { name: 'ringostat', label: 'Ringostat' };

export const CALL_ID = 'ringostat_call_id';
export const PHONE_KEY = 'ringostat_phone_key';
export const DEAL_KEY = 'ringostat_deal_key';
export const TASK_KEY = 'ringostat_task_key';

const names = new Map(
  OWN_PROPERTIES.map(({ type, properties }) => [type, properties.map(({ name }) => name)]),
);

/** Names of our properties of a type. */
export const ownNames = (type: ObjectType): string[] => names.get(type) ?? [];
