/** HubSpot's refusals of values, in the format shared by all CRMs. */
import { boundedText } from '../../http/redact';
import type { RefusedField, RefusedWhy } from '../engine/refused';
import type { CrmError } from '../../http/errors';
import { badValuesOf } from './errors';

/** HubSpot's codes; every other one is about the value. */
const WHY: Record<string, RefusedWhy> = {
  PROPERTY_DOESNT_EXIST: 'unknown',
  READ_ONLY_VALUE: 'readOnly',
  REQUIRED_FIELD: 'required',
  REQUIRED_PROPERTY: 'required',
  INVALID_LENGTH: 'tooLong',
};
/** HubSpot tells the length in words only. */
const LENGTH = /\b(\d{1,6}) characters?\b/i;

/** Takes a refusal; returns what of the values it names. */
export function refusedOf(error: CrmError): RefusedField[] {
  return badValuesOf(error)
    .filter(({ name }) => name !== '')
    .map(({ name, code, message }) => {
      const max = Number(LENGTH.exec(message)?.[1] ?? 0);
      const said = boundedText(message, 120);
      return { field: name, why: WHY[code] ?? 'badValue', said, ...(max > 0 ? { max } : {}) };
    });
}
