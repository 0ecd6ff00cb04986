/** Sends the queries that find a client, five per request; queries that fail because the organisation lacks the product's fields are corrected and repeated. */
import { said } from '../../text/said';
import type { HttpClient } from '../../http/types';
import type { CrmError } from '../../http/errors';
import type { Book } from './book';
import { PARTS_MAX, readComposite, type SubAnswer } from './composite';
import { listOf, zohoError } from './errors';
import type { Module } from './modules';
import type { Query } from './queries';
import type { ApiRecord } from './records';

interface AskOptions {
  signal?: AbortSignal | undefined;
}
/** How often a part that failed for the moment is asked again. */
const AGAIN_MAX = 3;

const HELD = (): CrmError => zohoError('temporary', said('zoho.held'), said('advice.temporary'));

function grouped(queries: Query[]): Query[][] {
  return Array.from({ length: Math.ceil(queries.length / PARTS_MAX) }, (_, index) =>
    queries.slice(index * PARTS_MAX, (index + 1) * PARTS_MAX),
  );
}

async function send(
  http: HttpClient,
  queries: Query[],
  { signal }: AskOptions,
  repeat: number,
): Promise<SubAnswer[]> {
  // Only a routing question comes with a signal, and it goes before everything else.
  const lane = signal ? 'urgent' : 'normal';
  const answers = await Promise.all(
    grouped(queries).map((group) => readComposite(http, group, { lane, signal, repeat })),
  );
  return answers.flat();
}

/** What a refused part needs before it is asked again. Throws the error when nothing helps. */
async function mend(
  http: HttpClient,
  book: Book,
  { names }: Query,
  answer: SubAnswer,
  looked: Map<Module, number>,
  round: number,
): Promise<void> {
  if (answer.kind !== 'refused') return;
  const { error } = answer;
  if (error.kind === 'temporary' || error.kind === 'rateLimited') return;
  // Looked at in an earlier round, so this question was made with what is known of it.
  if (error.kind !== 'invalidField' || names.every((module) => (looked.get(module) ?? round) < round))
    throw error;
  for (const module of names.filter((name) => !looked.has(name))) {
    looked.set(module, round);
    await book.look(http, module);
  }
}

/**
 * Takes a maker of the parts (asked again when the book has learnt what is missing). Returns the records of each part
 * by its id. Throws CrmError.
 */
export async function ask(
  http: HttpClient,
  book: Book,
  make: () => Query[],
  options: AskOptions = {},
): Promise<Map<string, ApiRecord[]>> {
  const found = new Map<string, ApiRecord[]>();
  const looked = new Map<Module, number>();
  let last: CrmError | null = null;
  for (let round = 0, again = 0; ; round += 1) {
    const open = make().filter(({ request }) => !found.has(request.sub_request_id));
    if (open.length === 0) return found;
    // Each module is looked at once and each passing fault waited for, so this ends.
    if (again > AGAIN_MAX && last) throw last;
    const answers = await send(http, open, options, again);
    let passing = false;
    for (const [index, query] of open.entries()) {
      const answer = answers[index] ?? { kind: 'held' };
      if (answer.kind === 'ok') {
        found.set(query.request.sub_request_id, listOf(answer.body.data) as ApiRecord[]);
        continue;
      }
      await mend(http, book, query, answer, looked, round);
      last = answer.kind === 'refused' ? answer.error : (last ?? HELD());
      passing ||= answer.kind === 'held' || answer.error.kind !== 'invalidField';
    }
    if (passing) again += 1;
    if (round > AGAIN_MAX + looked.size + 1 && last) throw last;
  }
}
