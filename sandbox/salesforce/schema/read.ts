import type { FieldDef, FieldType, ObjectDef, ObjectText } from './types';

const SYSTEM = `
Id id ro
IsDeleted boolean ro
CreatedDate datetime ro
CreatedById reference(User) ro rel=CreatedBy
LastModifiedDate datetime ro
LastModifiedById reference(User) ro rel=LastModifiedBy
SystemModstamp datetime ro`;

const LENGTHS: Partial<Record<FieldType, number>> = {
  id: 18,
  reference: 18,
  phone: 40,
  email: 80,
  url: 255,
  picklist: 255,
  string: 255,
  textarea: 255,
};
/** "LastName" → "Last Name", "OwnerId" → "Owner ID", "rs_key__c" → "rs key". */
export const labelOf = (name: string): string =>
  name
    .replace(/__c$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/ Id$/, ' ID')
    .replaceAll('_', ' ');

function readField(line: string): FieldDef {
  const [name = '', typeText = '', ...flags] = line.trim().split(/\s+/);
  const [, type = 'string', arg] = /^([a-z0-9]+)(?:\((.+)\))?$/.exec(typeText) ?? [];
  const kind = type as FieldType;
  const has = (flag: string): boolean => flags.includes(flag);
  return {
    name,
    label: labelOf(name),
    type: kind,
    length: kind === 'reference' || !arg ? (LENGTHS[kind] ?? 0) : Number(arg),
    required: has('required'),
    createable: !has('ro'),
    updateable: !has('ro') && !has('create'),
    filterable: !has('blind') && kind !== 'base64',
    externalId: false,
    unique: false,
    custom: false,
    granted: true,
    referenceTo: kind === 'reference' ? (arg ?? '').split('|') : [],
    relationship: flags.find((flag) => flag.startsWith('rel='))?.slice(4) ?? null,
  };
}

/** An object from its text, with the fields every object has. Keys of `fields` are lower case. */
export function readObject({ name, prefix, fields, children = {}, setup = false }: ObjectText): ObjectDef {
  const lines = `${SYSTEM}\n${fields}`.split('\n').filter((line) => line.trim() !== '');
  return {
    name,
    label: labelOf(name),
    prefix,
    children,
    setup,
    fields: new Map(lines.map(readField).map((field) => [field.name.toLowerCase(), field])),
  };
}
