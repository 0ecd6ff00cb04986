/** The only way records are created: insert, and if the record exists already, read it and continue, here without unique fields. */
import { CrmError } from '../../http/errors';
import type { Written } from '../engine/run';
import { demandedError, Mending, type Given } from '../engine/mend';
import { FOLDER_WORDS, type FieldKey } from './kinds';
import { netHuntError, SYSTEM } from './errors';
import type { ApiRecord } from './port';
import { keyOf } from './records';
import { refusedOf } from './refused';
import { explained, readFields, type Refused, type Remedy } from './remedies';
import { sameRecords, settle, type Identity } from './settle';
import { missingNote, toFields, type RecordValues, type Values } from './values';
import type { Work } from './work';
import type { Words } from '../../model/said';

export interface NewRecord extends RecordValues {
  /** Under which only one creation goes on in this process. */
  flight: string;
  identity: Identity;
  /** Words for messages: "creating the contact". */
  action: Words;
  remedies: Remedy[];
  /** Values of the step it is of. */
  given: Given;
  /** Values that depend on what the fields are called, once they have been read. */
  renamed?: () => Values;
}
/** Rounds of one creation: an unknown outcome, each remedy and each refused value take one. */
const ROUNDS_MAX = 20;
/** Where a key may stand that nobody put among the values. */
const MARKED: FieldKey[] = ['callId', 'description'];
/** What a record cannot do without; a place somebody chose is never replaced silently (G-34). */
const NEEDED: FieldKey[] = ['name', 'stage', 'pipeline'];
/** Repetitions of a creation whose outcome was unknown and which was not found by its key. */
const UNKNOWN_MAX = 3;

/** The folder the builder chose was deleted or is no longer shared. */
function folderGone({ kind }: NewRecord, error: CrmError): CrmError {
  const what = FOLDER_WORDS[kind];
  return netHuntError(
    'notPermitted',
    `the folder of ${what} is not there (any more) for this key (${error.message})`,
    `Choose the folder of ${what} in the node again, or share it with the user of the key.`,
    what,
  );
}

class Creation {
  private readonly remedies: Remedy[];
  private readonly mending: Mending;
  private readonly notes: Words[] = [];
  private unknown = 0;

  constructor(
    private readonly work: Work,
    private record: NewRecord,
  ) {
    this.remedies = [...record.remedies.slice(), readFields];
    this.mending = new Mending(
      {
        system: SYSTEM,
        // A key that is refused stands in a text instead.
        keys: new Set(),
        needed: new Set(NEEDED.flatMap((key) => work.layout.nameOf(record.kind, key) ?? [])),
      },
      record.given,
    );
  }

  async run(): Promise<Written<ApiRecord>> {
    const { layout } = this.work;
    const { flight, identity } = this.record;
    const before = layout.begin(flight);
    if (before || this.work.begunElsewhere) {
      const settled = await settle(this.work, identity, flight);
      if (settled)
        return { id: settled.found.id, status: 'alreadyThere', notes: settled.notes, found: settled.found };
    }
    const folder = await layout.folder(this.record.kind);
    for (let round = 1; ; round += 1) {
      const { fields, missing } = toFields(layout, this.record);
      try {
        const { timeZone, severalWorkers } = layout.settings;
        const made = await layout.api.create(folder, fields, timeZone, this.record.action, this.unknown);
        const note = layout.isRead(this.record.kind) ? missingNote(this.record.kind, missing) : null;
        if (note) this.notes.push(note);
        return await this.finish(made.id, severalWorkers || this.unknown > 0);
      } catch (error) {
        if (!(error instanceof CrmError) || round >= ROUNDS_MAX) throw error;
        const done = await this.recover(error, Object.keys(fields));
        if (done) return done;
      }
    }
  }

  private async finish(id: string, readBack: boolean): Promise<Written<ApiRecord>> {
    if (!readBack) return { id, status: 'created', notes: this.notes };
    const { flight, identity } = this.record;
    this.work.layout.unsettled(flight).add(id);
    const settled = await settle(this.work, identity, flight);
    const notes = [...this.notes, ...(settled?.notes ?? [])];
    // A feed that does not show yet what was just made has nothing older either.
    const stays = settled?.found.id ?? id;
    return { id: stays, status: stays === id ? 'created' : 'alreadyThere', notes };
  }

  /** After no answer: the record, when it was made; what carries our key beside an older one may be taken away. */
  private async readBack(): Promise<Written<ApiRecord> | null> {
    const { kind, key, flight, identity } = this.record;
    const { layout } = this.work;
    const same = await sameRecords(this.work, identity);
    const ours = same.filter((row) => key !== null && keyOf(layout, kind, row) === key);
    for (const { id } of ours) layout.unsettled(flight).add(id);
    const settled = await settle(this.work, identity, flight, same);
    if (!settled) return null;
    const status =
      key === null || ours.some(({ id }) => id === settled.found.id) ? 'created' : 'alreadyThere';
    return { id: settled.found.id, status, notes: [...this.notes, ...settled.notes] };
  }

  /** What stands after a refusal; null = try again. Throws what cannot be helped. */
  private async recover(error: CrmError, sent: string[]): Promise<Written<ApiRecord> | null> {
    if (error.kind === 'outcomeUnknown') {
      const found = await this.readBack();
      if (found) return found;
      this.unknown += 1;
      if (this.unknown > UNKNOWN_MAX) throw error;
      // A 500 may be the vendor's word for a field it does not know.
      if (error.status === 500 && this.unknown === 1) await this.apply(readFields, error, sent);
      return null;
    }
    if (error.kind === 'notFound' && error.status === 404) throw folderGone(this.record, error);
    if (error.kind !== 'invalidField' || error.status === null) throw error;
    for (const remedy of [...this.remedies]) {
      if (!(await this.apply(remedy, error, sent))) continue;
      this.remedies.splice(this.remedies.indexOf(remedy), 1);
      return null;
    }
    if (this.mendValues(error)) return null;
    throw explained(this.refusal(error, sent));
  }
  /** What helps with any value: left out, cut, or the node's default. Throws the refusal with what is demanded. */
  private mendValues(error: CrmError): boolean {
    const { kind, extra, values, without = new Set<FieldKey>() } = this.record;
    const { layout } = this.work;
    const refused = refusedOf(error.code ?? '');
    const sent = toFields(layout, this.record).fields;
    const mended = this.mending.mend(sent, refused);
    if (!mended) {
      const clearer = demandedError(error, this.record.action, refused);
      if (clearer !== error) throw clearer;
      return false;
    }
    for (const { field } of refused) {
      const value = mended.values[field];
      const all = [...(Object.keys(values) as FieldKey[]), ...MARKED];
      const key = field in extra ? undefined : all.find((name) => layout.nameOf(kind, name) === field);
      const rest = Object.fromEntries(Object.entries(extra).filter(([name]) => name !== field));
      if (key && value === undefined) this.record = { ...this.record, without: new Set([...without, key]) };
      else if (key) this.record = { ...this.record, values: { ...this.record.values, [key]: value } };
      else
        this.record = {
          ...this.record,
          extra: value === undefined ? rest : { ...rest, [field]: String(value) },
        };
    }
    this.notes.push(...mended.notes);
    return true;
  }
  private refusal(error: CrmError, sent: string[]): Refused {
    return { record: this.record, said: error.code ?? '', error, sent };
  }
  private async apply(remedy: Remedy, error: CrmError, sent: string[]): Promise<boolean> {
    const remedied = await remedy(this.work, this.refusal(error, sent));
    if (!remedied) return false;
    const renamed = remedy === readFields ? this.record.renamed?.() : undefined;
    const { extra = this.record.extra } = remedied;
    this.record = { ...this.record, extra, values: { ...remedied.values, ...renamed } };
    if (remedied.note) this.notes.push(remedied.note);
    return true;
  }
}

/** Creates the record or finds the one that is the same. Throws CrmError. */
export function createKeyed(work: Work, record: NewRecord): Promise<Written<ApiRecord>> {
  return work.layout.creation(record.flight, () => new Creation(work, record).run());
}
