/** Mapped texts as the values Pipedrive's field types take; it is strict about types. */
import { said } from '../../text/said';
import type { CrmError } from '../../http/errors';
import { cut } from '../engine/text';
import { pipedriveError } from './errors';
import type { ApiField } from './types';

/** Longest text of a varchar field, and of a long text. */
const VARCHAR_MAX = 255;
const TEXT_MAX = 65_000;

function refused({ field_name, field_type }: ApiField, text: string): CrmError {
  return pipedriveError(
    'invalidField',
    said('pipedrive.valueRefused', { field: field_name, type: field_type, value: cut(text, 60) }),
    said('pipedrive.valueRefused.advice', { field: field_name }),
    field_name,
  );
}
/** Id of an option, given by its id or its label. */
function optionOf(field: ApiField, text: string): number | string {
  const wanted = text.trim().toLowerCase();
  const found = (field.options ?? []).find(
    ({ id, label }) => String(id) === text.trim() || label.trim().toLowerCase() === wanted,
  );
  if (!found) throw refused(field, text);
  return found.id;
}
function numberOf(field: ApiField, text: string): number {
  const value = Number(text.trim().replace(/\s/g, '').replace(',', '.'));
  if (!text.trim() || !Number.isFinite(value)) throw refused(field, text);
  return value;
}

/** Takes the field and a mapped text; returns the value to send. Throws CrmError (invalidField) naming the field. */
export function customValue(field: ApiField, text: string): unknown {
  switch (field.field_type) {
    case 'double':
    case 'int':
    case 'org':
    case 'people':
    case 'user':
      return numberOf(field, text);
    case 'enum':
      return optionOf(field, text);
    case 'set':
      return text.split(',').map((part) => optionOf(field, part));
    case 'boolean':
      return /^(1|true|yes)$/i.test(text.trim());
    case 'monetary': {
      const [amount = '', currency] = text.trim().split(/\s+(?=[A-Z]{3}$)/);
      return { value: numberOf(field, amount), ...(currency ? { currency } : {}) };
    }
    case 'address':
      return { value: text };
    case 'text':
      return cut(text, TEXT_MAX);
    default:
      return cut(text, VARCHAR_MAX);
  }
}
