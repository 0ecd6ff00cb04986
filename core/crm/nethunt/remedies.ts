/** What is tried after a refused record before it counts as failed. NetHunt's refusals are plain text without codes. */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import { noteGone } from '../engine/gone';
import type { EmailRule, OwnerRule, Remedy } from '../engine/write';
import { netHuntError, SYSTEM } from './errors';
import { fold, FOLDER_WORDS, usualNames, type FieldKey, type Kind } from './kinds';
import type { Layout } from './layout';
import { without } from '../engine/text';
import { textsOf } from './records';
import type { Values } from './values';
import type { Work } from './work';
import type { Write } from './write';

/** How far back a label is looked for. */
const MONTH_MS = 30 * 86_400_000;

const says = (words: string, text: unknown): boolean =>
  typeof text === 'string' && text.trim() !== '' && fold(words).includes(fold(text));

/** What NetHunt said. */
const saidIn = (error: CrmError): string => error.code ?? '';

/** True when the refusal names the field, or quotes the value that was sent in it. */
function isAbout({ layout }: Work, { kind, meanings }: Write, error: CrmError, key: FieldKey): boolean {
  const value = meanings[key];
  if (value === undefined || value === null) return false;
  const words = saidIn(error);
  const name = layout.nameOf(kind, key);
  const named = name !== null && (words.includes(`"${name}"`) || words.includes(`'${name}'`));
  return named || textsOf(value).some((text) => text.length > 2 && says(words, `"${text}"`));
}

const ownerOf = ({ meanings }: Write): string | null => textsOf(meanings.owner)[0] ?? null;

export const ownerRule = (work: Work): OwnerRule<Write> => ({
  of: ownerOf,
  give: (write, ownerId) =>
    void (write.meanings = { ...write.meanings, owner: ownerId === null ? null : [ownerId] }),
  refused: (error, write, ownerId) => says(saidIn(error), ownerId) || isAbout(work, write, error, 'owner'),
  why: said('mend.owner.notMember'),
});

export const emailRule = (work: Work): EmailRule<Write> => ({
  refused: (error, write) => isAbout(work, write, error, 'email'),
  leaveOut: (write) => void (write.meanings = { ...write.meanings, email: null }),
});

/** The folder the builder chose was deleted or is no longer shared. */
export const folderGone: Remedy<Write> = {
  try({ kind }, error) {
    if (error.kind !== 'notFound') return null;
    const what = FOLDER_WORDS[kind];
    throw netHuntError(
      'notPermitted',
      `the folder of ${what} is not there (any more) for this key (${error.message})`,
      `Choose the folder of ${what} in the node again, or share it with the user of the key.`,
      what,
    );
  },
};

/** Linked records that were deleted meanwhile are left out. */
export const withoutGone: Remedy<Write> = {
  try(write, error) {
    const { kind, meanings, remembered } = write;
    const keys: FieldKey[] = ['contact', 'company', 'deal', 'links'];
    const all = keys.flatMap((key) => textsOf(meanings[key]));
    const gone = all.filter((id) => says(saidIn(error), id));
    if (gone.length === 0) return null;
    noteGone(write, {
      system: SYSTEM,
      gone: gone.map((id) => ({ name: id, remembered: remembered.has(id) })),
      enough: kind !== 'deal' || gone.length < all.length,
    });
    const left = keys
      .filter((key) => meanings[key] !== undefined)
      .map((key) => [key, textsOf(meanings[key]).filter((id) => !gone.includes(id))]);
    write.meanings = { ...meanings, ...(Object.fromEntries(left) as Values) };
    return true;
  },
};

/** Labels may carry spaces at their ends or another case: recent records show how they are written. */
async function labelOf({ layout }: Work, { kind, meanings }: Write, key: FieldKey): Promise<string | null> {
  const [wanted = ''] = textsOf(meanings[key]);
  const folder = await layout.folder(kind);
  const rows = await layout.api.updatedRecords(folder, layout.clock.now() - MONTH_MS, 200);
  const labels = rows.flatMap((row) => textsOf(layout.valueOf(row, kind, key)));
  return labels.find((label) => label !== wanted && fold(label) === fold(wanted)) ?? null;
}

/** A drop-down that does not take the value: as others wrote it, else without it, or refused when somebody chose it. */
export const otherLabel = (work: Work, key: 'source' | 'stage' | 'pipeline' | 'priority'): Remedy<Write> => ({
  async try(write, error) {
    if (!isAbout(work, write, error, key)) return null;
    const { kind, meanings, chosen } = write;
    const [value = ''] = textsOf(meanings[key]);
    const label = await labelOf(work, write, key);
    const field = work.layout.nameOf(kind, key) ?? key;
    if (label === null && (key === 'stage' || key === 'pipeline') && chosen[key] !== null) {
      const message = `the ${key} ${value} does not exist (any more) in the field ${field} of the ${FOLDER_WORDS[kind]}.`;
      throw netHuntError(
        'invalidField',
        message,
        `Choose another ${key} in the NetHunt node or its pipeline rules, or add the option in NetHunt.`,
        value,
      );
    }
    if (label === null) write.notes.push(said('nethunt.noOption', { field, value }));
    write.meanings = { ...meanings, [key]: label };
    return true;
  },
});

/**
 * After a refusal: reads the fields again. Returns mapped ones that the folder lacks, null when nothing was misnamed: then the
 * refusal has another reason. Throws CrmError when the folder has no field for the name.
 */
export async function misnamed(
  layout: Layout,
  kind: Kind,
  sent: string[],
  extra: Record<string, string>,
): Promise<string[] | null> {
  const names = (await layout.relearn(kind)).map(({ name }) => name);
  const absent = Object.keys(extra).filter((name) => !names.includes(name));
  if (absent.length > 0) return absent;
  if (sent.every((name) => names.includes(name))) return null;
  if (layout.nameOf(kind, 'name') !== null) return [];
  const message = `the folder of ${FOLDER_WORDS[kind]} has no field that holds the name.`;
  const advice = `Add the field "${usualNames(kind, 'name')[0] ?? 'name'}" in NetHunt, or choose another folder.`;
  throw netHuntError('invalidField', message, advice, 'name');
}

/** Fields are named differently from what was thought: they are read, and what is there decides. */
export const readFields = ({ layout }: Work): Remedy<Write> => ({
  costly: true,
  async try(write) {
    const { kind, extra } = write;
    const absent = await misnamed(layout, kind, Object.keys(write.values), extra);
    if (absent === null) return false;
    if (absent.length > 0) {
      write.extra = absent.reduce((rest, name) => without(rest, name), extra);
      write.notes.push(said('nethunt.noField', { names: absent, folder: said(`nethunt.records.${kind}`) }));
    }
    write.meanings = { ...write.meanings, ...write.renamed?.() };
    return true;
  },
});

/** A field NetHunt wants that nobody fills, or a mapped one whose value it does not take: named, with what to do. */
export function explained(error: CrmError, { extra }: Write): CrmError {
  const field = /"([^"]+)"|'([^']+)'/.exec(saidIn(error))?.slice(1).find(Boolean);
  if (!field || error.kind !== 'invalidField' || error.status === null || error.subject !== null)
    return error;
  const advice =
    field in extra
      ? `Correct the line of the field mapping that fills ${field}.`
      : `Correct the field ${field} in NetHunt or the value the node gives it.`;
  const { kind, system, message, status, code } = error;
  return new CrmError({ kind, system, message, advice, status, code, subject: field, cause: error });
}
