/** Fields of the product: NetHunt's API cannot create fields, so the missing ones are listed with instructions. */
import type { EnsuredFields } from '../port';
import { CrmError } from '../../http/errors';
import { FOLDER_WORDS, OWN_KEYS, usualFolders, usualNames, type FieldKey, type Kind } from './kinds';
import type { Layout } from './layout';
import type { FolderField } from './port';

/** Type to choose in NetHunt; all others are texts. */
export const FIELD_TYPES: Partial<Record<FieldKey, string>> = {
  number: 'phone',
  time: 'date with time',
  contact: 'link to the folder of contacts',
  owner: 'people',
};

/** Kinds whose folders the settings use. */
export const usedKinds = ({ settings }: Layout): Kind[] => [
  'contact',
  ...(settings.deals || settings.folders.deal ? (['deal'] as const) : []),
  ...(settings.calls === 'timeline' ? [] : (['callRecord'] as const)),
];

export interface FolderState {
  kind: Kind;
  /** Null: no such folder. */
  fields: FolderField[] | null;
  /** Why the folder could not be read. */
  error: CrmError | null;
}
/** What the folders in use have now, read anew. Throws CrmError when the key is refused. */
export async function folderStates(layout: Layout): Promise<FolderState[]> {
  const read = async (kind: Kind): Promise<FolderState> => {
    try {
      const folder = await layout.folderOrNull(kind);
      return { kind, fields: folder === null ? null : await layout.relearn(kind), error: null };
    } catch (error) {
      if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
      return { kind, fields: null, error };
    }
  };
  return Promise.all(usedKinds(layout).map(read));
}

export function missingKeys(layout: Layout, kind: Kind): FieldKey[] {
  return OWN_KEYS[kind].filter((key) => layout.nameOf(kind, key) === null);
}
export const fieldName = (kind: Kind, key: FieldKey): string => usualNames(kind, key)[0] ?? key;

/** As CrmProvider.ensureFields: nothing is created, everything that lacks is told. Throws CrmError. */
export async function ensureFields(layout: Layout): Promise<EnsuredFields> {
  const result: EnsuredFields = { created: [], present: [], missing: [] };
  for (const { kind, fields, error } of await folderStates(layout)) {
    const what = FOLDER_WORDS[kind];
    if (fields === null) {
      const usual = usualFolders(kind)[0] ?? what;
      const reason =
        error?.message ?? `NetHunt has no folder of ${what}: make one named "${usual}" or choose it.`;
      result.missing.push(
        ...OWN_KEYS[kind].map((key) => ({ entity: kind, field: fieldName(kind, key), reason })),
      );
      continue;
    }
    for (const key of OWN_KEYS[kind]) {
      const field = layout.nameOf(kind, key);
      if (field !== null) result.present.push({ entity: kind, field });
      else {
        const type = FIELD_TYPES[key] ?? 'text';
        const reason = `NetHunt's API cannot make fields: add it to the folder of ${what} (type: ${type}).`;
        result.missing.push({ entity: kind, field: fieldName(kind, key), reason });
      }
    }
  }
  return result;
}
