/** How HubSpot takes records: one a request, tasks together; unique properties keep doubles away. */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import type { Answer, Writing } from '../engine/write';
import { each } from '../engine/writer';
import { without } from '../engine/text';
import { inlineLinks } from './associations';
import { type HubSpotError, hubSpotError, SYSTEM } from './errors';
import { relink } from './gone';
import { byMark, noteMark } from './keyless';
import { DEAL_KEY } from './properties';
import type { ApiRecord } from './records';
import {
  hasKeys,
  makeProperties,
  recordingIntoBody,
  refusedEmail,
  refusedOwner,
  withoutOutcome,
} from './remedies';
import { refusedOf } from './refused';
import { otherStage } from './stages';
import type { Work } from './work';
import type { Write } from './write';
import { sendTasks, together } from './write-tasks';

async function findByKey({ api }: Work, write: Write, keys: string[]): Promise<ApiRecord | null> {
  for (const idProperty of keys) {
    const value = write.values[idProperty];
    const properties = [...write.wanted, idProperty];
    const found = value ? await api.read(write.type, value, { properties, idProperty }) : null;
    if (found) return found;
  }
  return null;
}

/**
 * After an unknown outcome: the record, or null when it surely was not made. A portal that lacks the key refused the
 * create, so the key is made and the reading repeated. Throws `error` when the key cannot tell (it is not unique).
 */
async function readBack(work: Work, write: Write, error: CrmError): Promise<ApiRecord | null> {
  try {
    return await findByKey(work, write, write.keys);
  } catch (fault) {
    if (!(fault instanceof CrmError) || fault.kind !== 'invalidField') throw fault;
    if (!(await hasKeys(work, write.type, write.keys))) throw error;
    return findByKey(work, write, write.keys);
  }
}

/** The record that stands in the way, with the property it collides in. */
async function standing(
  work: Work,
  write: Write,
  error: CrmError,
): Promise<{ found: ApiRecord | null; property: string }> {
  const { badValues, existingId } = error as HubSpotError;
  const isNamed = (name: string): boolean =>
    badValues.some((bad) => bad.name === name) || error.message.includes(`value ${name}`);
  const named = write.keys.filter(isNamed);
  // A 409 names the record instead of a property; it is about the e-mail.
  const email = error.status === 409 && write.values.email;
  const [property = ''] = email ? ['email'] : [...named, ...write.keys];
  if (property === 'email' && existingId) {
    const found = await work.api.read(write.type, existingId, { properties: write.wanted });
    return { found, property };
  }
  // Nothing is named: it is one of the keys.
  for (const key of named.length > 0 || email ? [property] : write.keys) {
    const found = await findByKey(work, write, [key]);
    if (found) return { found, property: key };
  }
  return { found: null, property };
}

/** HubSpot says the key is taken but shows no record with it: it lies in the recycle bin. */
function hidden({ values }: Write, error: CrmError, property: string): CrmError {
  return hubSpotError(
    'alreadyExists',
    said('write.binnedOrHidden', {
      field: property,
      value: values[property] ?? '?',
      why: error.words.message,
    }),
    said('write.binnedOrHidden.advice', { system: SYSTEM }),
    property,
  );
}

async function take(work: Work, write: Write, error: CrmError): Promise<Answer<ApiRecord>> {
  const { found, property } = await standing(work, write, error);
  if (!found) throw hidden(write, error, property);
  if (property !== DEAL_KEY || found.properties.hs_is_closed !== 'true')
    return { id: found.id, status: 'alreadyThere', found };
  // The deal of that state was closed meanwhile: the client's state is a newer one (docs/decisions/0002).
  write.values = { ...write.values, [DEAL_KEY]: `${write.values[DEAL_KEY]}_${found.id}` };
  return 'changed';
}

/** Sends one record; returns its id. */
async function sendOne({ api }: Work, write: Write, repeat: number): Promise<string> {
  const { type, id, values: properties, targets, action } = write;
  if (id !== null) return (await api.update(type, id, properties, action)).id;
  const associations = inlineLinks(type, targets);
  return (await api.create(type, { properties, associations }, action, repeat)).id;
}

export function writing(work: Work): Writing<Write, ApiRecord> {
  const one = each((write: Write, repeat) => sendOne(work, write, repeat));
  return {
    system: SYSTEM,
    waves: together,
    before: (write) => byMark(work.api, write),
    send: (writes, repeat) => (writes.length > 1 ? sendTasks(work, writes) : one(writes, repeat)),
    async readBack(writes, error) {
      const answers = new Map<Write, Answer<ApiRecord>>();
      for (const write of writes.filter(({ id }) => id === null)) {
        const found = await readBack(work, write, error);
        if (found) answers.set(write, { id: found.id, status: 'created' });
        // Without a key a repetition could write it twice.
        else if (write.keys.length === 0) answers.set(write, error);
      }
      return answers;
    },
    take: async (write, error) => new Map([[write, await take(work, write, error)]]),
    settle(write, id) {
      noteMark(work.api, write, id);
      return Promise.resolve({ id, status: 'created' });
    },
    heldError: () => hubSpotError('temporary', said('write.held'), said('advice.again')),
    mendable: ({ kind }) => kind === 'invalidField' || kind === 'notFound',
    owner: {
      of: ({ id, values }) => (id === null ? (values.hubspot_owner_id ?? null) : null),
      give(write, ownerId) {
        const rest = without(write.values, 'hubspot_owner_id');
        write.values = ownerId === null ? rest : { ...rest, hubspot_owner_id: ownerId };
      },
      refused: refusedOwner,
    },
    email: {
      refused: (error, { id, values }) => id === null && Boolean(values.email) && refusedEmail(error),
      leaveOut: (write) => void (write.values = without(write.values, 'email')),
    },
    first: [makeProperties(work)],
    then: [otherStage(work), recordingIntoBody, withoutOutcome, relink(work.api)],
    values: {
      refused: refusedOf,
      keys: ({ keys }) => new Set(keys.filter((key) => key !== 'email')),
      needed: ({ needed }) => new Set(needed),
    },
  };
}
