/** Connection check: key, folders, rights, fields; each finding says what to do. */
import type { HealthFinding } from '../port';
import { CrmError } from '../../http/errors';
import { rightTo } from './describe';
import { fieldName, folderStates, missingKeys, type FolderState } from './ensure-fields';
import { FOLDER_WORDS, usualFolders, usualNames, type FieldKey, type Kind } from './kinds';
import type { Layout } from './layout';

const ok = (code: string, message: string): HealthFinding => ({ level: 'ok', code, message, advice: null });

/** Without these a record cannot be written or found. */
const NEEDED: Record<Kind, FieldKey[]> = {
  contact: ['name', 'phone', 'owner'],
  company: ['name'],
  deal: ['name', 'contact'],
  task: ['name'],
  callRecord: ['name'],
};

function fieldFindings(layout: Layout, kind: Kind): HealthFinding[] {
  const what = FOLDER_WORDS[kind];
  const needed = NEEDED[kind].filter((key) => layout.nameOf(kind, key) === null);
  const chosen = Object.entries(layout.settings.fields[kind] ?? {}).filter(([, name]) => name);
  const renamed = chosen.filter(([key, name]) => layout.nameOf(kind, key as FieldKey) !== name);
  const missing = missingKeys(layout, kind);
  const names = (keys: FieldKey[]): string => keys.map((key) => fieldName(kind, key)).join(', ');
  const findings: HealthFinding[] = [];
  if (needed.length > 0)
    findings.push({
      level: 'problem',
      code: `nethunt.${kind}.neededFields`,
      message: `NetHunt: the folder of ${what} has no field for ${names(needed)}.`,
      advice: `Choose the fields in the node, or name them ${needed.map((key) => usualNames(kind, key)[0] ?? key).join(', ')}.`,
    });
  for (const [, name] of renamed)
    findings.push({
      level: 'problem',
      code: `nethunt.${kind}.chosenField`,
      message: `NetHunt: the folder of ${what} has no field ${name ?? ''} (any more), which the node names.`,
      advice: 'Choose the field again in the node.',
    });
  if (missing.length > 0)
    findings.push({
      level: 'warning',
      code: `nethunt.${kind}.fields`,
      message: `NetHunt: the folder of ${what} lacks the fields ${names(missing)}.`,
      advice: `Add them in NetHunt; its API cannot. Without them the values are left out or stand in a text.`,
    });
  return findings.length > 0 ? findings : [ok(`nethunt.${kind}`, `The folder of ${what} has its fields.`)];
}

function folderFinding({ kind, error }: FolderState): HealthFinding {
  const what = FOLDER_WORDS[kind];
  const usual = usualFolders(kind)[0] ?? what;
  return {
    level: kind === 'callRecord' ? 'warning' : 'problem',
    code: `nethunt.${kind}.folder`,
    message: `NetHunt: the folder of ${what} cannot be read. ${error?.message ?? 'There is none of a usual name.'}`,
    advice: `Choose the folder of ${what} in the node, or make one named "${usual}", and share it with the user of the key.`,
  };
}

/** As CrmProvider.health. Throws nothing but programming errors. */
export async function checkHealth(layout: Layout): Promise<HealthFinding[]> {
  try {
    const me = await layout.api.me();
    const [writable, states] = await Promise.all([layout.api.folders('writable'), folderStates(layout)]);
    const findings = states.flatMap((state): HealthFinding[] => {
      const { kind } = state;
      if (state.fields === null) return [folderFinding(state)];
      const fields = fieldFindings(layout, kind);
      const right = rightTo(layout, kind, writable);
      if (right === true) return fields;
      return [{ level: 'problem', code: `nethunt.${kind}.rights`, ...right }, ...fields];
    });
    return [ok('nethunt.key', `The key of ${me.email ?? 'the user'} works.`), ...findings];
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return [
      { level: 'problem', code: `nethunt.${error.kind}`, message: error.message, advice: error.advice },
    ];
  }
}
