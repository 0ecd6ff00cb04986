/**
 * Fields we keep in the org; names are for ever. A lead's phone key is not unique: a converted lead stays in the table
 * with its value and would stand in the way of every later one.
 */
import { ATTRIBUTION_FIELDS, type AttributionField } from '../../model/attribution';
import type { ObjectName } from './endpoints';
import data from './fields.json';

export const PHONE_KEY = 'Ringostat_Phone__c';
export const CALL_ID = 'Ringostat_Call_Id__c';
export const STATE_KEY = 'Ringostat_State_Key__c';
export const TASK_KEY = 'Ringostat_Key__c';

export interface OwnField {
  name: string;
  label: string;
  unique?: boolean;
  externalId?: boolean;
}
export interface OwnObject {
  object: ObjectName;
  /** Object the fields are defined on: Activity serves Task and Event. */
  definedOn: string;
  fields: OwnField[];
}
/** Name of an attribution field in Salesforce. */
export const ATTRIBUTION_NAMES = data.attribution satisfies Record<AttributionField, string>;
const ATTRIBUTION_OWN: OwnField[] = ATTRIBUTION_FIELDS.map((field) => ({
  name: ATTRIBUTION_NAMES[field],
  label: `rs_${field}`,
}));

interface Entry {
  object: string;
  definedOn?: string;
  attribution?: boolean;
  fields: OwnField[];
}
export const OWN_FIELDS: OwnObject[] = (data.objects as Entry[]).map((entry) => ({
  object: entry.object as ObjectName,
  definedOn: entry.definedOn ?? entry.object,
  fields: [...entry.fields, ...(entry.attribution ? ATTRIBUTION_OWN : [])],
}));

/** Names of our fields of an object. */
export function ownNames(object: ObjectName): string[] {
  return (OWN_FIELDS.find((own) => own.object === object)?.fields ?? []).map(({ name }) => name);
}
const ATTRIBUTION_SET = new Set<string>(Object.values(ATTRIBUTION_NAMES));
/** True for a field a record can do without: attribution, which a later call fills. */
export const isAttribution = (name: string): boolean => ATTRIBUTION_SET.has(name);
