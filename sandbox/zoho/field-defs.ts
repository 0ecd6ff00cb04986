import type { CustomField, ZohoModule } from './types';

export type FieldType =
  | 'text'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'website'
  | 'picklist'
  | 'date'
  | 'datetime'
  | 'integer'
  | 'double'
  | 'currency'
  | 'boolean'
  | 'bigint'
  | 'lookup'
  | 'ownerlookup'
  | 'multi_module_lookup'
  | 'event_reminder'
  | 'profileimage';

export interface FieldDef {
  id: string;
  name: string;
  label: string;
  type: FieldType;
  /** Most characters. */
  length: number;
  custom: boolean;
  unique: boolean;
  caseSensitive: boolean;
  mandatory: boolean;
  readOnly: boolean;
  picklist: string[] | null;
  /** True: only listed values are taken; the vendor stores others as they come in most lists. */
  strict: boolean;
  /** Module a lookup leads to; null for users and for links to several modules. */
  to: ZohoModule | null;
}

const LENGTHS: Partial<Record<FieldType, number>> = {
  text: 255,
  textarea: 32_000,
  email: 100,
  phone: 30,
  website: 450,
  picklist: 120,
};
let nextFieldId = 0;
const fieldId = (): string => `48768760000000${String((nextFieldId += 1) + 20_000)}`;

export function field(name: string, type: FieldType, more: Partial<FieldDef> = {}): FieldDef {
  return {
    id: fieldId(),
    name,
    label: name.replaceAll('_', ' '),
    type,
    length: LENGTHS[type] ?? 50,
    custom: false,
    unique: false,
    caseSensitive: false,
    mandatory: false,
    readOnly: false,
    picklist: type === 'picklist' ? [] : null,
    strict: false,
    to: null,
    ...more,
  };
}
export const customField = ({ name, unique = false, type = 'text' }: CustomField): FieldDef =>
  field(name, type, { label: name, custom: true, unique });
