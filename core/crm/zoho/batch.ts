/** Sends the writes of a plan in as few requests as possible; when Zoho refuses a request, applies remedies and sends its parts separately if necessary. */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import { fieldsIn } from './book';
import { writeComposite, type SubAnswer } from './composite';
import { listOf, asJson, textOf, zohoError, ZohoError } from './errors';
import { isUpdate } from '../engine/steps';
import { alreadyThere } from './already-there';
import {
  holdersOf,
  isLost,
  keepLowest,
  lookAt,
  nextBatch,
  removeDouble,
  type Guard,
  type Holders,
} from './guards';
import { oldestLike, standsFor } from './keyless';
import { prepared } from './lacking';
import { regained, type Fresh } from './laid-out';
import { isKeyless, updatePart, type Part } from './parts';
import { readBack } from './read-back';
import { Remedies } from './remedies';
import { requestOf } from './request';
import type { Run } from './run';

/** Repetitions of a request whose outcome was unknown or that failed for the moment. */
const AGAIN_MAX = 3;
/** Rounds of one plan: a conflict, a remedy and a failed part take one each. */
const ROUNDS_MAX = 60;

const idIn = (answer: SubAnswer | undefined): string =>
  answer?.kind === 'ok' ? textOf(asJson(asJson(listOf(answer.body.data)[0]).details).id) : '';

const passing = (error: CrmError): boolean => error.kind === 'temporary' || error.kind === 'rateLimited';

export class Batch {
  private readonly remedies = new Remedies();
  private again = 0;
  private guarded = true;
  private size = 5;
  /** Parts for which it was asked what stands already. */
  private readonly asked = new Set<string>();

  constructor(
    private readonly run: Run,
    private pending: Part[],
  ) {}

  private drop(part: Part): void {
    this.pending = this.pending.filter((other) => other !== part);
  }
  private replace(part: Part, other: Part): void {
    this.pending = this.pending.map((one) => (one === part ? other : one));
  }
  private fail(part: Part, error: unknown): void {
    this.drop(part);
    // One bad value must not take the other step with it.
    if (part.steps.length > 1 && part.steps.every(isUpdate) && error instanceof CrmError)
      if (error.kind === 'invalidField' || error.kind === 'notPermitted') {
        this.pending.push(...part.steps.filter(isUpdate).flatMap((step) => updatePart([step]) ?? []));
        return;
      }
    this.run.failPart(part, error);
  }

  /** Writes everything; outcomes are in the run. Throws what is no fault of the CRM. */
  async send(): Promise<void> {
    for (const part of [...this.pending]) {
      const ready = await prepared(this.run.session, part);
      if (ready instanceof CrmError) this.fail(part, ready);
      else if (ready !== part) this.replace(part, ready);
    }
    for (let round = 0; this.pending.length > 0; round += 1) {
      for (const part of [...this.pending]) {
        const error = this.run.waits(part);
        if (error) this.fail(part, error);
      }
      await this.meetStanding();
      if (this.pending.length === 0) return;
      if (round >= ROUNDS_MAX) {
        const endless = zohoError('temporary', said('zoho.endless'), said('advice.outcomeUnknown'));
        for (const part of [...this.pending]) this.fail(part, endless);
        return;
      }
      await this.round();
    }
  }

  /** What is there already though no key tells: then no second one is made. */
  private async meetStanding(): Promise<void> {
    for (const part of this.pending.filter(({ id }) => !this.asked.has(id))) {
      try {
        const standing = await standsFor(this.run, part);
        if (standing !== undefined) this.asked.add(part.id);
        if (!standing) continue;
        this.drop(part);
        this.run.donePart(part, standing, 'alreadyThere');
      } catch (error) {
        this.fail(part, error);
      }
    }
  }

  private async round(): Promise<void> {
    const { session } = this.run;
    const { parts, guards, looks } = nextBatch(session.book, this.pending, this.size);
    const used = this.guarded ? guards : [];
    const besides = [...used, ...looks.map(lookAt)];
    try {
      const sent = [
        ...parts.map((part) => ({ action: part.action, request: requestOf(this.run, part, parts) })),
        ...besides,
      ];
      const answers = await writeComposite(session.http, sent, this.again);
      const bad = answers.findIndex(({ kind }) => kind === 'refused');
      if (answers.every(({ kind }) => kind === 'ok')) {
        for (const [index, module] of looks.entries()) {
          const look = answers[parts.length + used.length + index];
          if (look?.kind === 'ok') session.book.note(module, fieldsIn(look.body));
        }
        await this.done(parts, used, answers);
      } else if (bad >= parts.length + used.length) session.book.noteLookRefused();
      else if (bad >= parts.length) await this.guardRefused(answers[bad], parts);
      else if (bad >= 0) await this.refused(parts[bad], answers[bad]);
      else this.held(parts);
    } catch (error) {
      await this.unsent(parts, error);
    }
  }

  private async done(parts: Part[], guards: Guard[], answers: SubAnswer[]): Promise<void> {
    this.again = 0;
    this.size = 5;
    const { session } = this.run;
    const holders = await holdersOf(session, parts, guards, answers.slice(parts.length));
    const made = parts.map((part, index) => ({ part, id: part.recordId ?? idIn(answers[index]) }));
    const told = await this.withoutKeys(made, holders);
    for (const { part: sent, id } of made) {
      this.drop(sent);
      const part = told.get(sent.id) ?? sent;
      const held = part.recordId === null ? holders.get(part.module) : undefined;
      const stays =
        held && !isKeyless(part)
          ? await keepLowest(session.http, part, id, held.guard, held.body)
          : await this.oldest(part, id);
      if (stays === id) this.run.donePart(part, id, 'created');
      else this.pending.push(...(await alreadyThere(this.run, part, stays, null)));
    }
  }

  /** Records that a query does not find by their key though Zoho took them: their layout lost it. */
  private async withoutKeys(made: Fresh[], holders: Holders): Promise<Map<string, Part>> {
    const lost = made.filter(({ part, id }) => part.recordId === null && isLost(holders, part, id));
    if (lost.length === 0) return new Map();
    try {
      return await regained(this.run.session, lost);
    } catch (error) {
      if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
      const note = `Its keys could not be set: ${error.message} ${error.advice}`;
      return new Map(lost.map(({ part }) => [part.id, { ...part, notes: [...part.notes, note] }]));
    }
  }

  /** Another worker may have made a record without keys at the same moment: the older one stays. */
  private async oldest(part: Part, id: string): Promise<string> {
    const oldest = isKeyless(part) ? ((await oldestLike(this.run, part)) ?? id) : id;
    if (oldest !== id) await removeDouble(this.run.session.http, part.module, id);
    return oldest;
  }

  /** A key is missing, or the organisation lets nobody query: then the write goes without its guard. */
  private async guardRefused(answer: SubAnswer | undefined, parts: Part[]): Promise<void> {
    const { http, book } = this.run.session;
    if (answer?.kind !== 'refused') return;
    if (passing(answer.error)) return this.wait(parts, answer.error);
    const modules = new Set(parts.map(({ module }) => module));
    const before = [...modules].flatMap((module) => book.lacking(module));
    for (const module of modules) await book.look(http, module);
    if ([...modules].every((module) => book.lacking(module).length === 0) || before.length > 0)
      this.guarded = false;
    for (const part of parts) {
      const ready = await prepared(this.run.session, part);
      if (ready instanceof CrmError) this.fail(part, ready);
      else this.replace(part, ready);
    }
  }

  private async refused(part: Part | undefined, answer: SubAnswer | undefined): Promise<void> {
    if (!part || answer?.kind !== 'refused') return;
    const { error } = answer;
    if (passing(error)) return this.wait([part], error);
    try {
      if (error.kind === 'alreadyExists' && part.recordId === null) {
        const next = await alreadyThere(this.run, part, null, error);
        this.drop(part);
        // Another key for the same part goes first, links of records that are there come last.
        this.pending = [
          ...next.filter(({ id }) => id === part.id),
          ...this.pending,
          ...next.filter(({ id }) => id !== part.id),
        ];
      } else await this.mended(part, await this.remedies.mend(error, part, this.run));
    } catch (fault) {
      this.fail(part, fault);
    }
  }

  /** A remedy may have chosen another layout. */
  private async mended(part: Part, next: Part): Promise<void> {
    const ready = await prepared(this.run.session, next);
    if (ready instanceof CrmError) this.fail(part, ready);
    else this.replace(part, ready);
  }

  /** Nothing was done and nothing says why: the parts are sent one by one, so that the one to blame shows. */
  private held(parts: Part[]): void {
    if (parts.length > 1) this.size = 1;
    else this.wait(parts, zohoError('temporary', said('write.held'), said('advice.temporary')));
  }

  private wait(parts: Part[], error: CrmError): void {
    this.again += 1;
    if (this.again <= AGAIN_MAX) return;
    this.again = 0;
    for (const part of parts) this.fail(part, error);
  }

  /** The request itself failed. What was written all the same is found by its key. */
  private async unsent(parts: Part[], error: unknown): Promise<void> {
    if (!(error instanceof CrmError)) throw error;
    const { http, book } = this.run.session;
    if (error.kind !== 'outcomeUnknown') {
      // The whole plan would meet the same refusal.
      const hopeless = !(error instanceof ZohoError && error.kind === 'invalidField');
      for (const part of hopeless ? [...this.pending] : parts) this.fail(part, error);
      return;
    }
    try {
      const [first] = parts;
      const found =
        first && isKeyless(first)
          ? new Map([[first.id, (await oldestLike(this.run, first)) ?? undefined]])
          : await readBack(http, book, parts, error);
      // All or none: what is there without the others was there before.
      const all = parts.every(({ id, recordId }) => recordId !== null || found.get(id) !== undefined);
      for (const part of parts) {
        const id = found.get(part.id);
        if (id === undefined) continue;
        this.drop(part);
        this.run.donePart(part, id, all ? 'created' : 'alreadyThere');
      }
      this.wait(
        parts.filter((part) => this.pending.includes(part)),
        error,
      );
    } catch (fault) {
      for (const part of parts) this.fail(part, fault);
    }
  }
}
