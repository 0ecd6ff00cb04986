/** What is tried after a refused record before it counts as failed. NetHunt's refusals are plain text without codes. */
import { said } from '../../text/said';
import type { Words } from '../../model/said';
import { CrmError } from '../../http/errors';
import { nextOwner } from '../engine/owner';
import { netHuntError, SYSTEM } from './errors';
import { fold, FOLDER_WORDS, usualNames, type FieldKey } from './kinds';
import { textsOf } from './records';
import type { RecordValues, Values } from './values';
import type { Work } from './work';

export interface Remedied {
  values: Values;
  /** Mapped fields, where they change. */
  extra?: Record<string, string>;
  note: Words | null;
}
export interface Refused {
  record: RecordValues;
  /** What NetHunt said. */
  said: string;
  error: CrmError;
  /** Display names sent. */
  sent: string[];
}
/** Returns the values to try again with, or null when the remedy does not fit. Throws a clearer error. */
export type Remedy = (work: Work, refused: Refused) => Promise<Remedied | null>;

/** How far back a label is looked for. */
const MONTH_MS = 30 * 86_400_000;

const says = (said: string, text: unknown): boolean =>
  typeof text === 'string' && text.trim() !== '' && fold(said).includes(fold(text));

/** True when the refusal names the field, or quotes the value that was sent in it. */
function isAbout({ layout }: Work, { record, said }: Refused, key: FieldKey): boolean {
  const value = record.values[key];
  if (value === undefined || value === null) return false;
  const name = layout.nameOf(record.kind, key);
  const named = name !== null && (said.includes(`"${name}"`) || said.includes(`'${name}'`));
  return named || textsOf(value).some((text) => text.length > 2 && says(said, `"${text}"`));
}

/** An owner who left: the record goes to the senior, else to nobody. */
export const otherOwner =
  (senior: string | null | undefined): Remedy =>
  (work, refused) => {
    const [owner] = textsOf(refused.record.values.owner);
    if (!owner || !(says(refused.said, owner) || isAbout(work, refused, 'owner')))
      return Promise.resolve(null);
    const { ownerId, note } = nextOwner({
      system: SYSTEM,
      ownerId: owner,
      senior,
      why: said('mend.owner.notMember'),
    });
    return Promise.resolve({ values: { ...refused.record.values, owner: ownerId ? [ownerId] : null }, note });
  };

/** Linked records that were deleted meanwhile are left out; `remembered` ones must be looked up again. */
export const withoutGone =
  (remembered: ReadonlySet<string>): Remedy =>
  (_work, { record, said, error }) => {
    const keys: FieldKey[] = ['contact', 'company', 'deal', 'links'];
    const gone = keys.flatMap((key) => textsOf(record.values[key]).filter((id) => says(said, id)));
    const [first] = gone;
    if (first === undefined) return Promise.resolve(null);
    const left = keys.flatMap((key) => textsOf(record.values[key]).filter((id) => !gone.includes(id)));
    const isClient = record.kind === 'deal' && left.length === 0;
    if (gone.some((id) => remembered.has(id)) || isClient) {
      const message = `the record ${first}, to which this belongs, is no longer there (${error.message})`;
      throw netHuntError('notFound', message, 'Run the item again: the client is looked up anew.', first);
    }
    const values = { ...record.values };
    for (const key of keys)
      if (values[key] !== undefined) values[key] = textsOf(values[key]).filter((id) => !gone.includes(id));
    const note = `No longer in NetHunt and therefore not linked: ${gone.join(', ')}.`;
    return Promise.resolve({ values, note });
  };

/** Labels may carry spaces at their ends or another case: recent records show how they are written. */
async function labelOf({ layout }: Work, { record }: Refused, key: FieldKey): Promise<string | null> {
  const [wanted = ''] = textsOf(record.values[key]);
  const folder = await layout.folder(record.kind);
  const rows = await layout.api.updatedRecords(folder, layout.clock.now() - MONTH_MS, 200);
  const labels = rows.flatMap((row) => textsOf(layout.valueOf(row, record.kind, key)));
  return labels.find((label) => label !== wanted && fold(label) === fold(wanted)) ?? null;
}

/** A drop-down that does not take the value: as others wrote it, else without it, or refused when somebody chose it. */
export const otherLabel =
  (key: 'source' | 'stage' | 'pipeline' | 'priority', chosen: boolean): Remedy =>
  async (work, refused) => {
    if (!isAbout(work, refused, key)) return null;
    const { kind, values } = refused.record;
    const [value = ''] = textsOf(values[key]);
    const label = await labelOf(work, refused, key);
    if (label !== null) return { values: { ...values, [key]: label }, note: null };
    const field = work.layout.nameOf(kind, key) ?? key;
    if (chosen) {
      const message = `the ${key} ${value} does not exist (any more) in the field ${field} of the ${FOLDER_WORDS[kind]}.`;
      throw netHuntError(
        'invalidField',
        message,
        `Choose another ${key} in the NetHunt node or its pipeline rules, or add the option in NetHunt.`,
        value,
      );
    }
    const note = `The field ${field} in NetHunt has no option "${value}", so it was left out: add the option.`;
    return { values: { ...values, [key]: null }, note };
  };

/** A mistyped e-mail of a form must not cost the client. */
export const withoutEmail: Remedy = (work, refused) => {
  if (!isAbout(work, refused, 'email')) return Promise.resolve(null);
  const note = 'NetHunt refused the e-mail as invalid, so it was left out; it is in the form.';
  return Promise.resolve({ values: { ...refused.record.values, email: null }, note });
};

/** Fields are named differently from what was thought: they are read, and what is there decides. */
export const readFields: Remedy = async ({ layout }, { record, sent }) => {
  const names = (await layout.relearn(record.kind)).map(({ name }) => name);
  const absent = Object.keys(record.extra).filter((name) => !names.includes(name));
  if (absent.length > 0) {
    const there = Object.entries(record.extra).filter(([name]) => names.includes(name));
    const note = `${absent.join(', ')} was left out: the folder of ${FOLDER_WORDS[record.kind]} in NetHunt has no such field. Create it or take it out of the field mapping of the node.`;
    return { values: record.values, extra: Object.fromEntries(there), note };
  }
  // Nothing was misnamed: the refusal has another reason.
  if (sent.every((name) => names.includes(name))) return null;
  const needed: FieldKey = 'name';
  if (layout.nameOf(record.kind, needed) === null) {
    const message = `the folder of ${FOLDER_WORDS[record.kind]} has no field that holds the name.`;
    const advice = `Add the field "${usualNames(record.kind, needed)[0] ?? needed}" in NetHunt, or choose another folder.`;
    throw netHuntError('invalidField', message, advice, needed);
  }
  return { values: record.values, note: null };
};

/** A field NetHunt wants that nobody fills, or a mapped one whose value it does not take: named, with what to do. */
export function explained({ said, error, record }: Refused): CrmError {
  const field = /"([^"]+)"|'([^']+)'/.exec(said)?.slice(1).find(Boolean);
  if (!field) return error;
  const required = /required|mandatory/i.test(said);
  const mapped = field in record.extra;
  const advice = required
    ? `Fill the field ${field} through the field mapping of the node, or make it optional in NetHunt.`
    : mapped
      ? `Correct the line of the field mapping that fills ${field}.`
      : `Correct the field ${field} in NetHunt or the value the node gives it.`;
  return new CrmError({
    kind: error.kind,
    system: error.system,
    message: error.message,
    advice,
    status: error.status,
    code: error.code,
    subject: field,
    cause: error,
  });
}
