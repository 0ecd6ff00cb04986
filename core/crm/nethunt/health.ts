/** Connection check: key, folders, rights, fields; each finding says what to do. */
import type { HealthFinding } from '../port';
import { CrmError } from '../../http/errors';
import { said } from '../../text/said';
import { ok, problem, refused, warning } from '../engine/findings';
import { rightTo } from './describe';
import { fieldName, folderStates, missingKeys, type FolderState } from './ensure-fields';
import { usualFolders, type FieldKey, type Kind } from './kinds';
import type { Layout } from './layout';

/** Without these a record cannot be written or found. */
const NEEDED: Record<Kind, FieldKey[]> = {
  contact: ['name', 'phone', 'owner'],
  company: ['name'],
  deal: ['name', 'contact'],
  task: ['name'],
  callRecord: ['name'],
};

function fieldFindings(layout: Layout, kind: Kind): HealthFinding[] {
  const records = said(`nethunt.records.${kind}`);
  const needed = NEEDED[kind].filter((key) => layout.nameOf(kind, key) === null);
  const chosen = Object.entries(layout.settings.fields[kind] ?? {}).filter(([, name]) => name);
  const renamed = chosen.filter(([key, name]) => layout.nameOf(kind, key as FieldKey) !== name);
  const missing = missingKeys(layout, kind);
  const names = (keys: FieldKey[]): string[] => keys.map((key) => fieldName(kind, key));
  const findings: HealthFinding[] = [];
  if (needed.length > 0)
    findings.push(
      problem(
        `nethunt.${kind}.neededFields`,
        said('health.nethunt.neededFields', { records, names: names(needed) }),
        said('health.nethunt.neededFields.advice', { names: names(needed) }),
      ),
    );
  for (const [, name] of renamed)
    findings.push(
      problem(
        `nethunt.${kind}.chosenField`,
        said('health.nethunt.chosenField', { records, name: name ?? '' }),
        said('health.nethunt.chosenField.advice'),
      ),
    );
  if (missing.length > 0)
    findings.push(
      warning(
        `nethunt.${kind}.fields`,
        said('health.nethunt.fields', { records, names: names(missing) }),
        said('health.nethunt.fields.advice'),
      ),
    );
  return findings.length > 0
    ? findings
    : [ok(`nethunt.${kind}`, said('health.nethunt.fieldsThere', { records }))];
}

function folderFinding({ kind, error }: FolderState): HealthFinding {
  const records = said(`nethunt.records.${kind}`);
  const usual = usualFolders(kind)[0] ?? kind;
  const why = error?.words.message ?? said('health.nethunt.noUsualFolder');
  return (kind === 'callRecord' ? warning : problem)(
    `nethunt.${kind}.folder`,
    said('health.nethunt.folder', { records, why }),
    said('health.nethunt.folder.advice', { records, usual }),
  );
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
    const key = me.email
      ? said('health.nethunt.connected', { user: me.email })
      : said('health.nethunt.connectedUnnamed');
    return [ok('nethunt.key', key), ...findings];
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return [refused(`nethunt.${error.kind}`, error)];
  }
}
