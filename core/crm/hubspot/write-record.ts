/** The only way records are created: insert, and if the record exists already, read it and continue. */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import type { Written } from '../engine/run';
import { demandedError, Mending, type Given } from '../engine/mend';
import type { NewObject, Properties } from './api';
import type { ObjectType } from './endpoints';
import { HubSpotError, hubSpotError, SYSTEM } from './errors';
import type { ApiRecord } from './records';
import type { Relinked } from './gone';
import { refusedOf } from './refused';
import { remedy, type Remedied, type Remedy } from './remedies';
import type { Work } from './work';
import type { Words } from '../../model/said';

export interface NewRecord extends NewObject {
  type: ObjectType;
  /** Names of the unique properties among `properties`, the most telling one first. */
  keys: string[];
  /** Words for messages: "creating the contact". */
  action: Words;
  remedies: Remedy[];
  /** What it cannot be without, keys aside. */
  needed: string[];
  /** Values of the step it is of. */
  given: Given;
  /** Looks at the record that stands in the way; gives other values to try with instead of taking it. */
  onExisting?: (record: ApiRecord, property: string) => Properties | null;
  /** A linked record is gone: links to those that are left; null when it cannot do without. */
  relink?: () => Promise<Relinked | null>;
  /** Properties read of a record that is there already. */
  wanted?: string[];
}
/** Rounds of one create: an unknown outcome, a conflict, each remedy and each answer that refuses values take one. */
const ROUNDS_MAX = 20;
/** Repetitions of a create whose outcome was unknown and which was not found by its key. */
const UNKNOWN_MAX = 3;

function findByKey(
  { api }: Work,
  record: NewRecord,
  properties: Properties,
  keys: string[],
): Promise<ApiRecord | null> {
  return keys.reduce<Promise<ApiRecord | null>>(async (before, idProperty) => {
    const found = await before;
    const value = properties[idProperty];
    if (found || !value) return found;
    return api.read(record.type, value, { properties: [...(record.wanted ?? []), idProperty], idProperty });
  }, Promise.resolve(null));
}

/**
 * After an unknown outcome: the record, or null when it surely was not made. A portal that lacks the key refused the
 * create, so the key is made and the reading repeated. Throws `error` when the key cannot tell (it is not unique).
 */
async function readBack(
  work: Work,
  record: NewRecord,
  properties: Properties,
  error: CrmError,
): Promise<ApiRecord | null> {
  try {
    return await findByKey(work, record, properties, record.keys);
  } catch (fault) {
    if (!(fault instanceof CrmError) || fault.kind !== 'invalidField') throw fault;
    if (!(await hasKeys(work, record.type, record.keys))) throw error;
    return findByKey(work, record, properties, record.keys);
  }
}

/** True when the portal has these properties as unique ones; makes those it lacks. */
export async function hasKeys({ ensure }: Work, type: ObjectType, keys: string[]): Promise<boolean> {
  const { missing } = await ensure();
  return !missing.some(({ entity, field }) => entity === type && keys.includes(field));
}

/** The record that stands in the way, with the property it collides in. */
async function standing(
  work: Work,
  record: NewRecord,
  properties: Properties,
  error: HubSpotError,
): Promise<{ found: ApiRecord | null; property: string }> {
  const isNamed = (name: string): boolean =>
    error.badValues.some((bad) => bad.name === name) || error.message.includes(`value ${name}`);
  const named = record.keys.filter(isNamed);
  // A 409 names the record instead of a property; it is about the e-mail.
  const email = error.status === 409 && properties.email;
  const [property = ''] = email ? ['email'] : [...named, ...record.keys];
  if (property === 'email' && error.existingId) {
    const found = await work.api.read(record.type, error.existingId, { properties: record.wanted ?? [] });
    return { found, property };
  }
  // Nothing is named: it is one of the keys.
  for (const key of named.length > 0 || email ? [property] : record.keys) {
    const found = await findByKey(work, record, properties, [key]);
    if (found) return { found, property: key };
  }
  return { found: null, property };
}

/** What is done about refused values: the remedies that know them first, then what helps with any. */
async function mended(
  error: CrmError,
  properties: Properties,
  remedies: Remedy[],
  mending: Mending,
  action: Words,
): Promise<Remedied> {
  try {
    return await remedy(error, properties, remedies);
  } catch (left) {
    if (left !== error || !(error instanceof HubSpotError) || error.kind !== 'invalidField') throw left;
    const refused = refusedOf(error);
    const next = mending.mend(properties, refused);
    if (!next) throw demandedError(error, action, refused);
    return { properties: next.values, note: next.notes.join(' ') };
  }
}

/** Creates the record or finds the one that has its key. Throws CrmError. */
export async function createKeyed(work: Work, record: NewRecord): Promise<Written<ApiRecord>> {
  const remedies = [...record.remedies];
  const notes: string[] = [];
  const mending = new Mending(
    {
      system: SYSTEM,
      keys: new Set(record.keys.filter((key) => key !== 'email')),
      needed: new Set(record.needed),
    },
    record.given,
  );
  let { properties, associations, relink } = record;
  let unknown = 0;
  const { type, action } = record;
  for (let round = 1; ; round += 1) {
    try {
      const made = await work.api.create(type, { properties, associations }, action, unknown);
      return { id: made.id, status: 'created', notes };
    } catch (error) {
      if (!(error instanceof CrmError) || round >= ROUNDS_MAX) throw error;
      if (error.kind === 'outcomeUnknown') {
        const found = await readBack(work, record, properties, error);
        if (found) return { id: found.id, status: 'created', notes };
        unknown += 1;
        // Without a key a repetition could write it twice.
        if (unknown > UNKNOWN_MAX || record.keys.length === 0) throw error;
      } else if (error.kind === 'alreadyExists' && error instanceof HubSpotError) {
        const { found, property } = await standing(work, record, properties, error);
        if (!found) throw hidden(error, property, properties[property]);
        const other = record.onExisting?.(found, property) ?? null;
        if (!other) return { id: found.id, status: 'alreadyThere', notes, found };
        properties = other;
      } else if (error.kind === 'notFound' && relink) {
        const relinked = await relink();
        if (!relinked) throw error;
        relink = undefined;
        ({ associations } = relinked);
        notes.push(relinked.note);
      } else {
        const remedied = await mended(error, properties, remedies, mending, action);
        properties = remedied.properties;
        if (remedied.note) notes.push(remedied.note);
      }
    }
  }
}

/** HubSpot says the key is taken but shows no record with it: it lies in the recycle bin. */
function hidden(error: HubSpotError, property: string, value: string | undefined): CrmError {
  return hubSpotError(
    'alreadyExists',
    said('write.binnedOrHidden', { field: property, value: value ?? '?', why: error.words.message }),
    said('write.binnedOrHidden.advice', { system: SYSTEM }),
    property,
  );
}
