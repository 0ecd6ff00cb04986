/** Values of fields: the workspace is as strict as its field types, though the API does not tell them. */
import type { FakeField, FakeFolder, FieldValues } from './types';
import { bad } from './refusal';
import type { Workspace } from './workspace';

export const MULTI = new Set<FakeField['type']>(['phone', 'email', 'people', 'reference']);
export const listOf = (value: unknown): unknown[] =>
  value === null || value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value];

function one(workspace: Workspace, field: FakeField, value: unknown): unknown {
  const wrong = (why: string): never => {
    throw bad(`Invalid value for field "${field.name}": ${why}`);
  };
  const text = (): string => (typeof value === 'string' ? value : wrong('a text is expected'));
  switch (field.type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : wrong('a number is expected');
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong('true or false is expected');
    case 'dateTime':
      return /^\d{4}-\d\d-\d\d/.test(text()) && !Number.isNaN(Date.parse(text()))
        ? text()
        : wrong('a date is expected');
    case 'select':
      return field.options?.includes(text()) ? text() : wrong(`option "${text()}" does not exist`);
    case 'email':
      return /^[^\s@]+@[^\s@]+$/.test(text()) ? text() : wrong('an email address is expected');
    case 'people':
      return workspace.users.some(({ email, active }) => active && email === text())
        ? text()
        : wrong(`user ${text()} is not a member of the workspace`);
    case 'reference': {
      const id = text();
      return workspace.records.has(id) ? id : wrong(`record ${id} does not exist`);
    }
    default:
      return text();
  }
}

/** The value as it is stored: a list for fields of several values. Throws Refusal. */
export function checkValue(workspace: Workspace, field: FakeField, value: unknown): unknown {
  if (MULTI.has(field.type)) return listOf(value).map((item) => one(workspace, field, item));
  if (Array.isArray(value)) throw bad(`Invalid value for field "${field.name}": one value is expected`);
  return value === null || value === '' ? null : one(workspace, field, value);
}

export function fieldOf(folder: FakeFolder, name: string): FakeField {
  const field = folder.fields.find((known) => known.name === name);
  if (!field) throw bad(`Field "${name}" does not exist in folder "${folder.name}"`);
  return field;
}

/** Values of a new record. Throws Refusal for unknown fields, wrong values and missing required ones. */
export function checkNew(workspace: Workspace, folder: FakeFolder, values: FieldValues): FieldValues {
  const stored = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      checkValue(workspace, fieldOf(folder, name), value),
    ]),
  );
  const missing = folder.fields.find(({ name, required }) => required && listOf(stored[name]).length === 0);
  if (missing) throw bad(`Field "${missing.name}" is required`);
  return stored;
}
