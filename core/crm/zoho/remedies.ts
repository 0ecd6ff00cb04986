/** Zoho's own remedies. Each is tried once per part. */
import { said } from '../../text/said';
import { without } from '../engine/text';
import type * as engine from '../engine/write';
import { textOf, type ZohoError } from './errors';
import { relink } from './gone';
import { ownFieldsRemedy } from './lacking';
import type { Part } from './parts';
import { placeRemedy } from './place-remedy';
import type { Remedy } from './remedy';
import type { Run } from './run';
import { describe } from './values';
import words from './words.json';

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
  if (error.field !== 'Call_Type' || part.module !== 'Calls' || part.id !== null || !other) return null;
  const note = said('zoho.callType', { type: textOf(type), other });
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

/** As the engine tries it: the part is changed in place. */
const tried = (remedy: Remedy, run: Run, times = 1): engine.Remedy<Part> => ({
  times,
  async try(part, error) {
    const remedied = await remedy(error as ZohoError, part, run);
    if (!remedied) return false;
    Object.assign(part, remedied.part);
    if (remedied.note) part.notes.push(remedied.note);
    return true;
  },
});

/** Before another owner and no e-mail are tried. */
export const firstOf = (run: Run): engine.Remedy<Part>[] => [tried(ownFieldsRemedy, run), tried(relink, run)];
export const thenOf = (run: Run): engine.Remedy<Part>[] => [
  tried(placeRemedy, run),
  tried(otherCallType, run),
  tried(withoutComforts, run),
  // A second value of another type.
  tried(typed, run, 2),
];
