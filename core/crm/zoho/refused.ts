/** Zoho's refusals of values, in the format shared by all CRMs. */
import type { RefusedField, RefusedWhy } from '../engine/refused';
import type { ZohoError } from './errors';
import { isAttribution, ownNames } from './own-fields';
import { NAME_FIELD, type Module } from './modules';

const WHY: Record<string, RefusedWhy> = {
  MANDATORY_NOT_FOUND: 'required',
  NOT_ALLOWED: 'readOnly',
  NO_PERMISSION: 'readOnly',
};
/** What Zoho itself demands of a record besides its name; a place somebody chose is never replaced silently (G-34). */
const NEEDED: Partial<Record<Module, readonly string[]>> = {
  Deals: ['Stage', 'Pipeline', 'Layout', 'Closing_Date'],
  Calls: ['Call_Type', 'Call_Start_Time', 'Call_Duration', '$se_module'],
  Tasks: ['$se_module'],
};

/** Takes a refusal; returns what of the values it is about. */
export function refusedOf({ rows }: ZohoError): RefusedField[] {
  return rows
    .filter(({ field }) => field !== '')
    .map(({ code, field, said, max }) => {
      const why = max > 0 ? 'tooLong' : (WHY[code] ?? 'badValue');
      return { field, why, said, ...(max > 0 ? { max } : {}) };
    });
}

/** Takes a module; returns its fields that may be cut but not left out, and those that are never changed. */
export function guarded(module: Module): { needed: Set<string>; keys: Set<string> } {
  return {
    needed: new Set([NAME_FIELD[module], ...(NEEDED[module] ?? [])]),
    keys: new Set(ownNames(module).filter((name) => !isAttribution(name))),
  };
}
