/**
 * Insert, and if it is there already, read it and go on: the only way records are written. Several writes go in waves as large
 * as the CRM takes; what is unknown is read back, what exists is taken, what is refused is mended and sent again.
 */
import { CrmError } from '../../http/errors';
import { Remedies } from './remedies';
import type { Written } from './run';
import type { Answer, Sent, Stands, Write, Writing } from './write';

/** Refusals of one write: a conflict, each remedy and each answer that refuses values take one. */
const TRIES_MAX = 20;
/** Repetitions of a write whose outcome was unknown and which was not found, or which was refused for the moment. */
const REPEATS_MAX = 3;

/** What whoever writes wants to hear. */
export interface Ends<W extends Write, Row> {
  /** Error of what the write hangs on and cannot be without; null: it can be sent. */
  blocked?: (write: W) => CrmError | null;
  /** Returns what is to be written besides: before all else, or after it. */
  done: (write: W, written: Written<Row>) => { first?: W[]; last?: W[] } | undefined;
  /** Returns what is to be written in its place. */
  fail: (write: W, error: CrmError) => W[] | undefined;
}

/** How often a write was refused and repeated. */
interface Course<W extends Write, Row> {
  tries: number;
  repeat: number;
  asked: boolean;
  prepared: boolean;
  remedies: Remedies<W, Row> | null;
}

/** What a fault of a request means for each of its writes. */
export function sentOf(error: unknown): Exclude<Sent<never>, { is: 'created' | 'there' | 'held' }> {
  if (!(error instanceof CrmError)) throw error;
  if (error.kind === 'outcomeUnknown') return { is: 'unknown', error };
  return { is: error.kind === 'alreadyExists' ? 'exists' : 'refused', error };
}

/** For a CRM that takes one record a request: takes what sends one and returns its id. As Writing.send. */
export const each =
  <W extends Write>(sendOne: (write: W, repeat: number) => Promise<string>) =>
  (writes: W[], repeat: number): Promise<Sent<never>[]> =>
    Promise.all(
      writes.map((write) =>
        sendOne(write, repeat).then((id): Sent<never> => ({ is: 'created', id }), sentOf),
      ),
    );

/** For a CRM that reads one record a request: takes what reads one, null when it is not there. As Writing.readBack. */
export const standsOf =
  <W extends Write, Row>(readOne: (write: W) => Promise<Stands<Row> | null>) =>
  async (writes: W[]): Promise<Map<W, Answer<Row>>> => {
    const answers = new Map<W, Answer<Row>>();
    for (const write of writes) {
      const stands = await readOne(write);
      if (stands) answers.set(write, stands);
    }
    return answers;
  };

export class Writer<W extends Write, Row> {
  private readonly courses = new Map<W, Course<W, Row>>();
  private alone = false;

  constructor(
    private readonly crm: Writing<W, Row>,
    private readonly ends: Ends<W, Row>,
    /** What is left to write. */
    public pending: W[],
  ) {}

  /** Writes everything; how each ended is told to `ends`. Throws what is no fault of the CRM. */
  async run(): Promise<void> {
    for (;;) {
      this.failBlocked();
      await this.prepare();
      await this.meetStanding();
      this.failBlocked();
      if (this.pending.length === 0) return;
      const waves = this.crm.waves?.(this.pending, this.alone) ?? this.pending.map((write) => [write]);
      const sent = await Promise.all(waves.map((wave) => this.send(wave)));
      for (const [at, wave] of waves.entries()) await this.end(wave, sent[at]);
    }
  }

  private course(write: W): Course<W, Row> {
    const known = this.courses.get(write) ?? {
      tries: 0,
      repeat: 0,
      asked: false,
      prepared: false,
      remedies: null,
    };
    this.courses.set(write, known);
    return known;
  }
  private isPending(write: W): boolean {
    return this.pending.includes(write);
  }
  /** It is no longer needed, or was told of already. */
  drop(write: W): void {
    this.pending = this.pending.filter((other) => other !== write);
  }
  private done(write: W, { id, status, found }: Stands<Row>): void {
    this.drop(write);
    const written = { id, status, notes: write.notes, ...(found === undefined ? {} : { found }) };
    const { first = [], last = [] } = this.ends.done(write, written) ?? {};
    this.pending = [...first, ...this.pending, ...last];
  }
  private fail(write: W, error: unknown): void {
    if (!(error instanceof CrmError)) throw error;
    this.drop(write);
    this.pending.push(...(this.ends.fail(write, error) ?? []));
  }
  /** Fails what waits for a record that could not be made, and what waits for that. */
  private failBlocked(): void {
    for (let before = -1; before !== this.pending.length;) {
      before = this.pending.length;
      for (const write of [...this.pending]) {
        const error = this.ends.blocked?.(write);
        if (error) this.fail(write, error);
      }
    }
  }

  private async prepare(): Promise<void> {
    const { prepare } = this.crm;
    if (!prepare) return;
    for (const write of this.pending.filter((one) => !this.course(one).prepared)) {
      try {
        await prepare(write);
        this.course(write).prepared = true;
      } catch (error) {
        this.fail(write, error);
      }
    }
  }

  /** What is there already though nobody wrote it here: then no second one is made. */
  private async meetStanding(): Promise<void> {
    const { before } = this.crm;
    if (!before) return;
    for (const write of this.pending.filter((one) => !this.course(one).asked)) {
      try {
        const stands = await before(write);
        if (stands !== undefined) this.course(write).asked = true;
        if (stands) this.done(write, stands);
      } catch (error) {
        this.fail(write, error);
      }
    }
  }

  /** Null: the request was refused for all that is left. */
  private async send(wave: W[]): Promise<Sent<Row>[] | CrmError> {
    try {
      return await this.crm.send(wave, Math.max(...wave.map((write) => this.course(write).repeat)));
    } catch (error) {
      const sent = sentOf(error);
      return sent.is === 'unknown' ? wave.map(() => sent) : sent.error;
    }
  }

  private async end(wave: W[], sent: Sent<Row>[] | CrmError | undefined): Promise<void> {
    if (sent === undefined) return;
    if (sent instanceof CrmError) {
      for (const write of [...this.pending]) this.fail(write, sent);
      return;
    }
    const of = <Is extends Sent['is']>(is: Is): [W, Extract<Sent<Row>, { is: Is }>][] =>
      wave.flatMap((write, at) => {
        const one = sent[at];
        return one?.is === is ? [[write, one as Extract<Sent<Row>, { is: Is }>]] : [];
      });
    for (const [write, { id }] of of('created')) await this.made(write, id);
    for (const [write, stands] of of('there')) this.done(write, stands);
    for (const [write, { error }] of of('refused')) await this.refused(write, error);
    for (const [write, { error }] of of('exists')) if (this.isPending(write)) await this.taken(write, error);
    const unknown = of('unknown');
    const [first] = unknown;
    if (first)
      await this.unknown(
        unknown.map(([write]) => write),
        first[1].error,
      );
    this.held(
      of('held').map(([write]) => write),
      wave,
    );
  }

  private async made(write: W, id: string): Promise<void> {
    this.alone = false;
    try {
      this.done(write, (await this.crm.settle?.(write, id)) ?? { id, status: 'created' });
    } catch (error) {
      this.fail(write, error);
    }
  }

  /** Counts a refusal; false, and failed, when there were too many. */
  private counts(write: W, error: CrmError): boolean {
    const course = this.course(write);
    course.tries += 1;
    if (course.tries < TRIES_MAX) return true;
    this.fail(write, error);
    return false;
  }
  /** Sent once more, unless that was done too often. */
  private again(write: W, error: CrmError): void {
    const course = this.course(write);
    course.repeat += 1;
    if (course.repeat > REPEATS_MAX) this.fail(write, error);
  }

  private async refused(write: W, error: CrmError): Promise<void> {
    if (this.crm.passes?.(error)) return this.again(write, error);
    if (!this.counts(write, error)) return;
    const course = this.course(write);
    try {
      if (!this.crm.mendable(error)) throw error;
      course.remedies ??= new Remedies(this.crm, write);
      const stands = await course.remedies.mend(error);
      if (stands) this.done(write, stands);
      else course.prepared = false;
    } catch (clearer) {
      this.fail(write, clearer);
    }
  }

  private async taken(write: W, error: CrmError): Promise<void> {
    if (!this.crm.take) return this.refused(write, error);
    if (!this.counts(write, error)) return;
    try {
      this.follow(await this.crm.take(write, error, this.pending));
    } catch (clearer) {
      this.fail(write, clearer);
    }
  }

  private async unknown(writes: W[], error: CrmError): Promise<void> {
    try {
      const answers = await this.crm.readBack(writes, error, this.pending);
      this.follow(answers);
      for (const write of writes) if (this.isPending(write)) this.again(write, error);
    } catch (fault) {
      for (const write of writes) this.fail(write, fault);
    }
  }

  private follow(answers: Map<W, Answer<Row>>): void {
    for (const [write, answer] of answers) {
      if (answer === 'changed') this.course(write).prepared = false;
      else if (answer instanceof CrmError) this.fail(write, answer);
      else this.done(write, answer);
    }
  }

  /** Nothing was done and nothing says why: they are sent one by one, so that the one to blame shows. */
  private held(writes: W[], wave: W[]): void {
    if (writes.length === 0 || writes.length < wave.length) return;
    if (wave.length > 1 && !this.alone) this.alone = true;
    else for (const write of writes) this.again(write, this.crm.heldError());
  }
}

/** Writes one record. Throws CrmError. */
export async function writeOne<W extends Write, Row>(crm: Writing<W, Row>, write: W): Promise<Written<Row>> {
  const [result] = await writeEach(crm, [write]);
  if (result === undefined || result instanceof CrmError) throw result ?? new Error('Nothing was written.');
  return result;
}

/** Writes records that hang on nothing of each other; returns what became of each, in order. */
export async function writeEach<W extends Write, Row>(
  crm: Writing<W, Row>,
  writes: W[],
): Promise<(Written<Row> | CrmError)[]> {
  const results = new Map<W, Written<Row> | CrmError>();
  const ends: Ends<W, Row> = {
    done: (write, written) => void results.set(write, written),
    fail: (write, error) => void results.set(write, error),
  };
  await new Writer(crm, ends, writes).run();
  return writes.flatMap((write) => results.get(write) ?? []);
}
