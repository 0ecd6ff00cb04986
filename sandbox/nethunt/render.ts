/** Records and what hangs on them as the API shows them. */
import type { FakeFolder, FakeRecord, FieldValues } from './types';
import type { Workspace } from './workspace';
import { listOf } from './check-values';

export type ReferenceStyle = 'objects' | 'names';
export const iso = (ms: number): string => new Date(ms).toISOString();
export const linkTo = (id: string): string => `https://nethunt.com/app/#/record/${id}`;

export function nameOf(workspace: Workspace, id: string): string {
  return String(workspace.records.get(id)?.fields['Name'] ?? '');
}

/** Values a person would see; empty fields are left out, as in the samples. */
export function renderFields(
  workspace: Workspace,
  folder: FakeFolder,
  fields: FieldValues,
  references: ReferenceStyle,
): FieldValues {
  const shown = folder.fields.flatMap(({ name, type }): [string, unknown][] => {
    const value = fields[name];
    if (listOf(value).length === 0) return [];
    if (type !== 'reference') return [[name, value]];
    const ids = listOf(value).map(String);
    const told = ids.map((id) =>
      references === 'names' ? nameOf(workspace, id) : { id, name: nameOf(workspace, id) },
    );
    return [[name, told]];
  });
  return Object.fromEntries(shown);
}

export function renderRecord(
  workspace: Workspace,
  folder: FakeFolder,
  record: FakeRecord,
  references: ReferenceStyle,
): Record<string, unknown> {
  return {
    id: record.id,
    recordId: record.id,
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
    link: linkTo(record.id),
    fields: renderFields(workspace, folder, record.fields, references),
  };
}
