/** How NetHunt takes records: one a request. It has no unique fields, so what was made is read back (settle.ts). */
import { CrmError } from '../../http/errors';
import { said } from '../../text/said';
import type { Written } from '../engine/run';
import type { Stands, Writing } from '../engine/write';
import { without } from '../engine/text';
import { each, standsOf, writeOne } from '../engine/writer';
import { netHuntError, SYSTEM } from './errors';
import type { FieldKey } from './kinds';
import type { ApiRecord } from './port';
import { keyOf } from './records';
import { refusedOf } from './refused';
import { emailRule, explained, folderGone, otherLabel, ownerRule, readFields, withoutGone } from './remedies';
import { sameRecords, settle } from './settle';
import { missingNote, toFields } from './values';
import type { Work } from './work';
import type { Write } from './write';

/** Where a key may stand that nobody put among the values. */
const MARKED: FieldKey[] = ['callId', 'description'];
/** What a record cannot do without; a place somebody chose is never replaced silently (G-34). */
const NEEDED: FieldKey[] = ['name', 'stage', 'pipeline'];

async function sendOne({ layout }: Work, write: Write, repeat: number): Promise<string> {
  const folder = await layout.folder(write.kind);
  write.values = toFields(layout, write).fields;
  const { timeZone } = layout.settings;
  return (await layout.api.create(folder, write.values, timeZone, write.action, repeat)).id;
}

/** What stands of the same records; `known`: they were read already. */
async function stands(work: Work, write: Write, known?: ApiRecord[]): Promise<ApiRecord | null> {
  const settled = await settle(work, write.identity, write.flight, known);
  write.notes.push(...(settled?.notes ?? []));
  return settled?.found ?? null;
}

/** A plan that was begun before, here or elsewhere: what it made. */
async function before(work: Work, write: Write): Promise<Stands<ApiRecord> | null> {
  const begun = work.layout.begin(write.flight);
  const found = begun || work.begunElsewhere ? await stands(work, write) : null;
  return found && { id: found.id, status: 'alreadyThere', found };
}

/** After no answer: the record, when it was made; what carries our key beside an older one may be taken away. */
async function readBack(work: Work, write: Write, error: CrmError): Promise<Stands<ApiRecord> | null> {
  const { kind, key, flight, identity } = write;
  const { layout } = work;
  const same = await sameRecords(work, identity);
  const ours = same.filter((row) => key !== null && keyOf(layout, kind, row) === key);
  for (const { id } of ours) layout.unsettled(flight).add(id);
  const found = await stands(work, write, same);
  if (found) {
    const created = key === null || ours.some(({ id }) => id === found.id);
    return { id: found.id, status: created ? 'created' : 'alreadyThere' };
  }
  // A 500 may be the vendor's word for a field it does not know.
  if (error.status === 500 && !write.unsure) await readFields(work).try(write, error);
  write.unsure = true;
  return null;
}

async function settled(work: Work, write: Write, id: string): Promise<Stands<ApiRecord>> {
  const { kind, flight, unsure } = write;
  const { layout } = work;
  const note = layout.isRead(kind) ? missingNote(kind, toFields(layout, write).missing) : null;
  if (note) write.notes.push(note);
  if (!layout.settings.severalWorkers && !unsure) return { id, status: 'created' };
  layout.unsettled(flight).add(id);
  // A feed that does not show yet what was just made has nothing older either.
  const stays = (await stands(work, write))?.id ?? id;
  return { id: stays, status: stays === id ? 'created' : 'alreadyThere' };
}

/** Puts a value in place of what stands under a field's name. */
function put({ layout }: Work, write: Write, field: string, value: unknown): void {
  const { kind, extra, meanings } = write;
  const all = [...(Object.keys(meanings) as FieldKey[]), ...MARKED];
  const key = field in extra ? undefined : all.find((name) => layout.nameOf(kind, name) === field);
  const rest = without(extra, field);
  if (key && value === undefined) write.without = new Set([...(write.without ?? []), key]);
  else if (key) write.meanings = { ...meanings, [key]: value };
  else write.extra = value === undefined ? rest : { ...rest, [field]: String(value) };
}

const writing = (work: Work): Writing<Write, ApiRecord> => ({
  system: SYSTEM,
  before: (write) => before(work, write),
  send: each((write, repeat) => sendOne(work, write, repeat)),
  readBack: (writes, error) => standsOf((write: Write) => readBack(work, write, error))(writes),
  settle: (write, id) => settled(work, write, id),
  mendable: ({ kind, status }) => (kind === 'invalidField' && status !== null) || status === 404,
  heldError: () => netHuntError('temporary', said('write.held'), said('advice.again')),
  owner: ownerRule(work),
  email: emailRule(work),
  first: [folderGone],
  then: [
    withoutGone,
    otherLabel(work, 'source'),
    otherLabel(work, 'stage'),
    otherLabel(work, 'pipeline'),
    otherLabel(work, 'priority'),
    readFields(work),
  ],
  values: {
    refused: ({ code }) => refusedOf(code ?? ''),
    // A key that is refused stands in a text instead.
    keys: () => new Set(),
    needed: ({ kind }) => new Set(NEEDED.flatMap((key) => work.layout.nameOf(kind, key) ?? [])),
    put: (write, field, value) => put(work, write, field, value),
  },
});

/** Creates the record or finds the one that is the same. Throws CrmError. */
export const writeRecord = (work: Work, write: Write): Promise<Written<ApiRecord>> =>
  work.layout.creation(write.flight, async () => {
    try {
      return await writeOne(writing(work), write);
    } catch (error) {
      throw error instanceof CrmError ? explained(error, write) : error;
    }
  });
