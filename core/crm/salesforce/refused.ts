/** Salesforce's refusals of values in the shape all CRMs share. */
import type { RefusedField, RefusedWhy } from '../engine/refused';
import type { SalesforceError } from './errors';
import type { Job } from './job';
import { isAttribution, ownNames } from './own-fields';
import type { ObjectName } from './endpoints';

/** By code; every other one is about the value. */
const WHY: Record<string, RefusedWhy> = {
  REQUIRED_FIELD_MISSING: 'required',
  STRING_TOO_LONG: 'tooLong',
  INVALID_FIELD: 'unknown',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'readOnly',
};
/** What the org itself demands of a record; links aside. */
const NEEDED: Record<string, readonly string[]> = {
  Lead: ['LastName', 'Company'],
  Contact: ['LastName'],
  Account: ['Name'],
  // A place somebody chose is never replaced silently (G-34).
  Opportunity: ['Name', 'StageName', 'CloseDate', 'RecordTypeId'],
  OpportunityContactRole: ['IsPrimary'],
};
/** A value of the wrong type is told by the value alone: "… from VALUE_STRING value abc or request may be missing …". */
const PARSED = /from VALUE_\w+ value (.+?) or request may be missing/s;

/** Takes a refusal and the part it is of; returns what of the part's values it is about. */
export function refusedOf(error: SalesforceError, { values }: Pick<Job, 'values'>): RefusedField[] {
  return error.entries.flatMap(({ code, fields, said }): RefusedField[] => {
    const value = code === 'JSON_PARSER_ERROR' ? PARSED.exec(said)?.[1] : undefined;
    const withValue = (text: string): string[] =>
      Object.keys(values).filter((name) => String(values[name]) === text);
    // A list's refusal may name the value in place of the field.
    const named =
      value === undefined
        ? fields.flatMap((name) =>
            name in values || withValue(name).length === 0 ? [name] : withValue(name),
          )
        : withValue(value);
    const max = Number(/max length=(\d+)/.exec(said)?.[1] ?? 0);
    const why = WHY[code] ?? 'badValue';
    return named.map((field) => ({ field, why, said, ...(max > 0 ? { max } : {}) }));
  });
}

/** Takes a part; returns its fields that may be cut but not left out, and those that are never changed. */
export function guarded({ object }: Pick<Job, 'object'>): { needed: Set<string>; keys: Set<string> } {
  const keys = ownNames(object as ObjectName).filter((name) => !isAttribution(name));
  return { needed: new Set(NEEDED[object] ?? []), keys: new Set(keys) };
}
