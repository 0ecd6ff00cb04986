/** The fields we keep in Zoho CRM; data in own-fields.json. Their label is their API name: Zoho derives the name from it. */
import { ATTRIBUTION_FIELDS, type Attribution, type AttributionField } from '../../model/attribution';
import type { Module } from './modules';
import data from './own-fields.json';

export interface OwnField {
  name: string;
  /** Zoho refuses a second record with the same value. */
  unique?: boolean;
}
export const OWN_FIELDS = data as { module: Module; fields: OwnField[] }[];

/** Digits of the client's number: contacts, accounts. */
export const PHONE_KEY = 'rs_phone_key';
/** Call that made the record; of a call record: its call; of a task: its call. */
export const CALL_ID = 'rs_call_id';
/** docs/decisions/0002: leads, deals. */
export const STATE_KEY = 'rs_state_key';
export const TASK_KEY = 'rs_task_key';

/** Our field of an attribution field: utm_source → rs_utm_source (ZO-14). */
export const attributionField = (field: AttributionField): string => `rs_${field}`;

const byModule = new Map(OWN_FIELDS.map(({ module, fields }) => [module, fields]));

export const ownFields = (module: Module): OwnField[] => byModule.get(module) ?? [];
export const ownNames = (module: Module): string[] => ownFields(module).map(({ name }) => name);
export const isOwn = (module: Module, name: string): boolean => ownNames(module).includes(name);
const ATTRIBUTION = new Set(ATTRIBUTION_FIELDS.map(attributionField));
/** True for fields a later call may still fill; the others are keys. */
export const isAttribution = (name: string): boolean => ATTRIBUTION.has(name);

/** Takes an attribution; returns its values by our field names. */
export function attributionByField(attribution: Attribution): Record<string, string | null> {
  return Object.fromEntries(ATTRIBUTION_FIELDS.map((field) => [attributionField(field), attribution[field]]));
}
