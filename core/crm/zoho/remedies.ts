/** What is tried after a refused part of a request before it counts as failed (other owner, no e-mail, missing fields created). Each remedy is tried once per part. */
import { said } from '../../text/said';
import type { PlanStep } from '../../model/plan';
import { demandedError, givenBy, Mending } from '../engine/mend';
import { nextOwner } from '../engine/owner';
import { without } from '../engine/text';
import { SYSTEM, textOf, type ZohoError } from './errors';
import { ownFieldsRemedy } from './lacking';
import { relink } from './gone';
import type { Part } from './parts';
import { placeRemedy } from './place-remedy';
import { guarded, refusedOf } from './refused';
import type { Remedy } from './remedy';
import type { Run } from './run';
import { describe } from './values';
import words from './words.json';

const ownerOf = ({ values }: Part): string | null => {
  const { Owner: owner } = values;
  return typeof owner === 'object' && owner !== null && 'id' in owner ? textOf(owner.id) || null : null;
};
const fallbackOf = ([step]: PlanStep[]): string | null =>
  step && 'fallbackOwnerId' in step.values ? (step.values.fallbackOwnerId ?? null) : null;

/** An owner who left or was deactivated: the senior, and once he is refused too whoever the credential belongs to. */
const otherOwner: Remedy = (error, part) => {
  const owner = ownerOf(part);
  if (error.field !== 'Owner' || !owner || part.recordId) return null;
  const senior = fallbackOf(part.steps);
  const nobody = said('mend.owner.credential');
  const { ownerId, note } = nextOwner({ system: SYSTEM, ownerId: owner, senior, nobody });
  const rest = without(part.values, 'Owner');
  return { part: { ...part, values: ownerId === null ? rest : { ...rest, Owner: { id: ownerId } } }, note };
};

/** A mistyped e-mail of a form must not cost the client: the record is written without it. */
const withoutEmail: Remedy = (error, part) => {
  if (error.field !== 'Email' || !('Email' in part.values)) return null;
  const note = 'Zoho CRM refused the e-mail as invalid, so it was left out; it is in the form.';
  return { part: { ...part, values: without(part.values, 'Email') }, note };
};

/** Comforts some organisations do not let an integration write; links to listen stand in the description too. */
const COMFORTS = new Set([
  'Voice_Recording__s',
  'Outgoing_Call_Status',
  'Caller_ID',
  'Dialled_Number',
  'Remind_At',
  'Priority',
]);
const withoutComforts: Remedy = (error, part) => {
  const { field } = error;
  if (!field || !COMFORTS.has(field) || !(field in part.values)) return null;
  const left = Object.fromEntries(Object.entries(part.values).filter(([name]) => !COMFORTS.has(name)));
  return { part: { ...part, values: left }, note: null };
};

/**
 * A layout may not offer one of the types of calls, and no call is without: it is written as one of the other direction or
 * outcome, and its text says which it was.
 */
const OTHER_TYPE: Record<string, string> = {
  [words.missed]: words.direction.incoming,
  [words.direction.incoming]: words.missed,
  [words.direction.outgoing]: words.direction.incoming,
};
const otherCallType: Remedy = (error, part) => {
  const { Call_Type: type, Call_Duration: lasted, Description: text, ...rest } = part.values;
  const other = OTHER_TYPE[textOf(type)];
  if (error.field !== 'Call_Type' || part.module !== 'Calls' || part.recordId || !other) return null;
  const note = `The list Call_Type of the layout does not offer ${textOf(type)}, so the call was written as ${other}: show ${textOf(type)} in the layout of Calls.`;
  const values = {
    ...without(rest, 'Outgoing_Call_Status'),
    Call_Type: other,
    // Only a missed call may have lasted no second.
    Call_Duration: lasted === '00:00' && other !== words.missed ? '00:01' : lasted,
    Description: describe([`${textOf(type)}.`, textOf(text)].join('\n'), []),
  };
  return { part: { ...part, values }, note };
};

const READ: Record<string, (text: string) => unknown> = {
  integer: Number,
  bigint: Number,
  double: Number,
  currency: Number,
  boolean: (text) => /^(true|1|yes)$/i.test(text),
  jsonobject: (text) => ({ id: text }),
  jsonarray: (text) => text.split(/[;,]/).map((part) => part.trim()),
};

/** Mapped values are texts; Zoho says which type it wants instead. */
const typed: Remedy = (error, part) => {
  const { field, expectedType } = error;
  const text = field ? part.values[field] : undefined;
  const read = expectedType ? READ[expectedType] : undefined;
  if (!field || typeof text !== 'string' || !read) return null;
  const value = read(text);
  if (typeof value === 'number' && Number.isNaN(value)) return null;
  return { part: { ...part, values: { ...part.values, [field]: value } }, note: null };
};

const ALL: readonly Remedy[] = [
  ownFieldsRemedy,
  relink,
  otherOwner,
  otherOwner,
  placeRemedy,
  withoutEmail,
  otherCallType,
  withoutComforts,
  typed,
  // A second value of another type.
  typed,
];

/** Remedies used up, by part; a part keeps its id whatever becomes of its values. */
export class Remedies {
  private readonly used = new Map<string, Set<number>>();
  private readonly mendings = new Map<string, Mending>();

  /** What helps with any value: left out, cut, or the node's default. Throws the refusal with what is demanded. */
  private mendValues(error: ZohoError, part: Part): Part {
    const [step] = part.steps;
    const rules = { system: SYSTEM, ...guarded(part.module) };
    const mending = this.mendings.get(part.id) ?? new Mending(rules, givenBy(step));
    this.mendings.set(part.id, mending);
    const refused = refusedOf(error);
    const mended = mending.mend(part.values, refused);
    // A change without what it is for would look done.
    const empty = mended !== null && part.recordId !== null && Object.keys(mended.values).length === 0;
    if (!mended || empty) throw demandedError(error, part.action, refused);
    return { ...part, values: mended.values, notes: [...part.notes, ...mended.notes] };
  }

  /** Returns the mended part. Throws the error when no remedy is left. */
  async mend(error: ZohoError, part: Part, run: Run): Promise<Part> {
    const used = this.used.get(part.id) ?? new Set<number>();
    this.used.set(part.id, used);
    const about = error.kind === 'invalidField' || (error.kind === 'notPermitted' && error.field !== null);
    if (!about && error.kind !== 'notFound') throw error;
    for (const [index, candidate] of ALL.entries()) {
      if (used.has(index)) continue;
      const remedied = await candidate(error, part, run);
      if (!remedied) continue;
      used.add(index);
      const { note } = remedied;
      return note ? { ...remedied.part, notes: [...part.notes, note] } : remedied.part;
    }
    if (!about) throw error;
    return this.mendValues(error, part);
  }
}
