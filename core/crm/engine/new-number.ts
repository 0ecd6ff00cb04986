/** Adds the new phone number of a form to the client who was found by e-mail (PD-11). */
import type { PhoneForms } from '../../phone/types';
import type { PhoneStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FindQuery } from '../port';
import type { FoundRecord, PhoneField } from '../../model/record';

interface Met {
  entity: 'contact' | 'lead';
  id: string;
  /** It has the e-mail asked for. */
  mailed: boolean;
  carries: (phone: PhoneForms) => boolean;
  /** The field that takes a number more; null when all are filled. */
  field: () => PhoneField | null;
}

/** Takes the question and a record that answers it; returns where the number asked for goes, nothing when it is there. */
export function roomForNumber(
  { phone, recent }: Pick<FindQuery, 'phone' | 'recent'>,
  { entity, id, mailed, carries, field }: Met,
): Pick<FoundRecord, 'phoneField'> {
  // One made with this number moments ago lacks it because the CRM refused it (G-27).
  if (!phone || !mailed || recent[entity] === id || carries(phone)) return {};
  return { phoneField: field() };
}

/** Takes names of fields that hold one number each; returns the first empty one. */
export function emptyField(names: string[], valueOf: (name: string) => unknown): PhoneField | null {
  const name = names.find((one) => !valueOf(one));
  return name === undefined ? null : { name, holds: null };
}

/** What the step puts in place of what. */
export function numberChange({ values: { field, holds, phone } }: PhoneStep): StepOutcome['changes'][number] {
  return { field, before: holds, after: holds === null ? phone : `${holds}, ${phone}` };
}
