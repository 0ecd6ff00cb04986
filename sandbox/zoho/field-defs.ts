import type { CustomField, FieldDef, FieldType } from './types';

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
