/** How Zoho takes records: up to five in one composite request, all or none; unique fields keep doubles away, and guards. */
import { said } from '../../text/said';
import { type CrmError } from '../../http/errors';
import { without } from '../engine/text';
import type { Answer, Stands, Writing } from '../engine/write';
import { taken } from './already-there';
import { SYSTEM, textOf, zohoError, ZohoError } from './errors';
import { nextBatch } from './guards';
import { oldestLike, standsFor } from './keyless';
import { prepare } from './lacking';
import { isKeyless, type Part } from './parts';
import { readBack } from './read-back';
import type { ApiRecord } from './records';
import { guarded, refusedOf } from './refused';
import { firstOf, thenOf } from './remedies';
import type { Run } from './run';
import { Sender } from './send';

/** A refusal of what was sent: of a value, or of a link. */
const isAboutValues = (error: CrmError): boolean =>
  error.kind === 'invalidField' ||
  (error.kind === 'notPermitted' && error instanceof ZohoError && error.field !== null);

const ownerOf = ({ id, values: { Owner: owner } }: Part): string | null =>
  id === null && typeof owner === 'object' && owner !== null && 'id' in owner
    ? textOf(owner.id) || null
    : null;

const fieldOf = (error: CrmError): string | null => (error instanceof ZohoError ? error.field : null);

/** What is there after a request of unknown outcome. */
async function found(run: Run, parts: Part[], error: CrmError): Promise<Map<Part, Answer<ApiRecord>>> {
  const { http, book } = run.session;
  const [first] = parts;
  const keyless = first && isKeyless(first) ? await oldestLike(run, first) : undefined;
  const ids =
    keyless === undefined
      ? await readBack(http, book, parts, error)
      : new Map(first && keyless !== null ? [[first, keyless]] : []);
  // All or none: what is there without the others was there before.
  const all = parts.every((part) => part.id !== null || ids.has(part));
  const status: Stands['status'] = all ? 'created' : 'alreadyThere';
  return new Map([...ids].map(([part, id]) => [part, { id, status }]));
}

export function writing(run: Run): Writing<Part, ApiRecord> {
  const { session } = run;
  const sender = new Sender(run);
  return {
    system: SYSTEM,
    prepare: (part) => prepare(session, part),
    waves: (pending, alone) => [nextBatch(session.book, pending, alone ? 1 : Infinity).parts],
    async before(part) {
      const id = await standsFor(run, part);
      return id ? { id, status: 'alreadyThere' } : id === null ? null : undefined;
    },
    send: (parts, repeat) => sender.send(parts, repeat),
    readBack: (parts, error) => found(run, parts, error),
    take: async (part, error) => new Map([[part, await taken(run, part, error as ZohoError)]]),
    passes: ({ kind }) => kind === 'temporary' || kind === 'rateLimited',
    mendable: (error) => !sender.isFinal(error) && (isAboutValues(error) || error.kind === 'notFound'),
    heldError: () => zohoError('temporary', said('write.held'), said('advice.temporary')),
    owner: {
      of: ownerOf,
      give(part, ownerId) {
        const rest = without(part.values, 'Owner');
        part.values = ownerId === null ? rest : { ...rest, Owner: { id: ownerId } };
      },
      refused: (error) => fieldOf(error) === 'Owner',
      nobody: said('mend.owner.credential'),
    },
    email: {
      refused: (error, { values }) => fieldOf(error) === 'Email' && 'Email' in values,
      leaveOut: (part) => void (part.values = without(part.values, 'Email')),
    },
    first: firstOf(run),
    then: thenOf(run),
    values: {
      refused: (error) => (isAboutValues(error) && error instanceof ZohoError ? refusedOf(error) : []),
      keys: ({ module }) => guarded(module).keys,
      needed: ({ module }) => guarded(module).needed,
    },
  };
}
