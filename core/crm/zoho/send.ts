/** Sends the parts of a plan in one composite request, with guards where a key may not be unique. */
import { CrmError } from '../../http/errors';
import type { Sent } from '../engine/write';
import { sentOf } from '../engine/writer';
import { said } from '../../text/said';
import { fieldsIn } from './book';
import { writeComposite, type SubAnswer } from './composite';
import { asJson, listOf, textOf, ZohoError } from './errors';
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
import { oldestLike } from './keyless';
import { prepare } from './lacking';
import { regained, type Fresh } from './laid-out';
import { isKeyless, type Part } from './parts';
import { readRecord } from './read-back';
import type { ApiRecord } from './records';
import { requestOf } from './request';
import type { Run } from './run';

const idIn = (answer: SubAnswer | undefined): string =>
  answer?.kind === 'ok' ? textOf(asJson(asJson(listOf(answer.body.data)[0]).details).id) : '';

const passing = ({ kind }: CrmError): boolean => kind === 'temporary' || kind === 'rateLimited';

export class Sender {
  private guarded = true;
  /** Errors that no remedy helps against. */
  private readonly final = new WeakSet<CrmError>();

  constructor(private readonly run: Run) {}

  isFinal(error: CrmError): boolean {
    return this.final.has(error);
  }
  private failed(error: CrmError): Sent<ApiRecord> {
    this.final.add(error);
    return { is: 'refused', error };
  }

  /** As Writing.send. */
  async send(parts: Part[], repeat: number): Promise<Sent<ApiRecord>[]> {
    const { session } = this.run;
    const { guards, looks } = nextBatch(session.book, parts, parts.length);
    const used = this.guarded ? guards : [];
    const requests = [
      ...parts.map((part) => ({ action: part.action, request: requestOf(this.run, part, parts) })),
      ...used,
      ...looks.map(lookAt),
    ];
    let answers: SubAnswer[];
    try {
      answers = await writeComposite(session.http, requests, repeat);
    } catch (error) {
      // The whole plan would meet any other refusal.
      if (!(error instanceof ZohoError) || error.kind !== 'invalidField') throw error;
      return parts.map(() => this.failed(error));
    }
    if (answers.every(({ kind }) => kind === 'ok')) {
      for (const [at, module] of looks.entries()) {
        const look = answers[parts.length + used.length + at];
        if (look?.kind === 'ok') session.book.note(module, fieldsIn(look.body));
      }
      return this.made(parts, used, answers);
    }
    const bad = answers.findIndex(({ kind }) => kind === 'refused');
    const refused = answers[bad];
    if (refused?.kind !== 'refused') return parts.map(() => ({ is: 'held' }));
    if (bad >= parts.length + used.length) {
      session.book.noteLookRefused();
      return this.send(parts, repeat);
    }
    if (bad >= parts.length) return this.guardRefused(refused.error, parts, repeat);
    return parts.map((_, at) => (at === bad ? sentOf(refused.error) : { is: 'held' }));
  }

  private async made(parts: Part[], guards: Guard[], answers: SubAnswer[]): Promise<Sent<ApiRecord>[]> {
    const { session } = this.run;
    const holders = await holdersOf(session, parts, guards, answers.slice(parts.length));
    const fresh = parts.map((part, at) => ({ part, id: part.id ?? idIn(answers[at]) }));
    await this.withoutKeys(fresh, holders);
    const sent: Sent<ApiRecord>[] = [];
    for (const { part, id } of fresh) {
      const held = part.id === null ? holders.get(part.module) : undefined;
      const stays =
        held && !isKeyless(part)
          ? await keepLowest(session.http, part, id, held.guard, held.body)
          : await this.oldest(part, id);
      if (stays === id) sent.push({ is: 'created', id });
      else {
        const found = await readRecord(session.http, part.module, stays);
        sent.push({ is: 'there', id: stays, status: 'alreadyThere', ...(found ? { found } : {}) });
      }
    }
    return sent;
  }

  /** Records that a query does not find by their key though Zoho took them: their layout lost it. */
  private async withoutKeys(made: Fresh[], holders: Holders): Promise<void> {
    const lost = made.filter(({ part, id }) => part.id === null && isLost(holders, part, id));
    if (lost.length === 0) return;
    try {
      const told = await regained(this.run.session, lost);
      for (const { part } of lost) Object.assign(part, told.get(part.ref));
    } catch (error) {
      if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
      const { message: why, advice } = error.words;
      for (const { part } of lost) part.notes.push(said('zoho.keysUnset', { why, advice }));
    }
  }

  /** Another worker may have made a record without keys at the same moment: the older one stays. */
  private async oldest(part: Part, id: string): Promise<string> {
    const oldest = isKeyless(part) ? ((await oldestLike(this.run, part)) ?? id) : id;
    if (oldest !== id) await removeDouble(this.run.session.http, part.module, id);
    return oldest;
  }

  /** A key is missing, or the organisation lets nobody query: then the write goes without its guard. */
  private async guardRefused(error: ZohoError, parts: Part[], repeat: number): Promise<Sent<ApiRecord>[]> {
    const { session } = this.run;
    const { http, book } = session;
    if (passing(error)) return parts.map(() => ({ is: 'refused', error }));
    const modules = [...new Set(parts.map(({ module }) => module))];
    const lacking = (): string[] => modules.flatMap((module) => book.lacking(module));
    const before = lacking();
    for (const module of modules) await book.look(http, module);
    if (lacking().length === 0 || before.length > 0) this.guarded = false;
    const failed = new Map<Part, CrmError>();
    for (const part of parts)
      await prepare(session, part).catch((fault: unknown) => {
        if (!(fault instanceof CrmError)) throw fault;
        failed.set(part, fault);
      });
    if (failed.size === 0) return this.send(parts, repeat);
    return parts.map((part) => {
      const fault = failed.get(part);
      return fault ? this.failed(fault) : { is: 'held' };
    });
  }
}
