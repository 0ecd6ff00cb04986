/** The fields that a CRM refused in one write, in one format for all CRMs (G-27, G-28). */
import { boundedText } from '../../http/redact';

/**
 * `required`: the CRM demands a value and got none. `unknown`: it has no such field. `readOnly`: this user may not write
 * it, or nobody may. `tooLong`: longer than the field takes. `badValue`: wrong type, not in the list, not well formed.
 */
export type RefusedWhy = 'required' | 'unknown' | 'readOnly' | 'tooLong' | 'badValue';

export interface RefusedField {
  /** Name by which the value was sent. */
  field: string;
  why: RefusedWhy;
  /** Name a person knows the field by, where the refusal or the CRM's settings tell it. */
  label?: string;
  /** The vendor's own words, bounded and redacted. */
  said: string;
  /** Longest text the field takes, UTF-16 units, where the refusal tells it. */
  max?: number;
}

/** Takes what a CRM said against one record, refusal by refusal; returns it as one part of a sentence, each told once. */
export const allSaid = (refusals: readonly string[]): string =>
  boundedText([...new Set(refusals.map((one) => one.replace(/\.$/, '')).filter(Boolean))].join('; '));

/** "Amount (amount)", or the name alone; several parted by commas. */
export const fieldNames = (fields: readonly Pick<RefusedField, 'field' | 'label'>[]): string =>
  [
    ...new Set(fields.map(({ field, label }) => (label && label !== field ? `${label} (${field})` : field))),
  ].join(', ');
