/** Which stages of a deal are closed. Records carry the stage's name only (docs/reference/zoho.md#finding). */
import type { HttpClient } from '../../http/types';
import type { Book } from './book';
import { textOf } from './errors';
import { readPipelines } from './pipelines';
import type { ApiRecord } from './records';

/** Stages every organisation starts with. */
const STANDARD: Record<string, boolean> = {
  Qualification: false,
  'Needs Analysis': false,
  'Value Proposition': false,
  'Identify Decision Makers': false,
  'Proposal/Price Quote': false,
  'Negotiation/Review': false,
  'Closed Won': true,
  'Closed Lost': true,
  'Closed-Lost to Competition': true,
};

/** True or false where it can be told without asking, null elsewhere. */
function told(book: Book, { Stage, Probability }: ApiRecord): boolean | null {
  const stage = textOf(Stage);
  const known = book.stages()?.get(stage) ?? STANDARD[stage];
  if (known !== undefined) return known;
  const percent = typeof Probability === 'number' ? Probability : Number(textOf(Probability) || NaN);
  // Won is 100 % and lost 0 %; what lies between is open.
  return percent > 0 && percent < 100 ? false : null;
}

/** Reads the stages into the book. Throws CrmError. */
export async function learnStages(http: HttpClient, book: Book, signal?: AbortSignal): Promise<void> {
  const pipelines = await readPipelines(http, signal);
  const stages = pipelines.flatMap(({ stages: all }) => all);
  book.noteStages(new Map(stages.map(({ id, closed }) => [id, closed])));
}

/** Takes deals; returns for each id whether it is closed. Asks for the stages only when a deal cannot be told. */
export async function closedDeals(
  http: HttpClient,
  book: Book,
  deals: ApiRecord[],
  signal?: AbortSignal,
): Promise<Map<string, boolean>> {
  if (deals.some((deal) => told(book, deal) === null) && book.stages() === null)
    await learnStages(http, book, signal);
  return new Map(deals.map((deal) => [deal.id, told(book, deal) ?? textOf(deal.Probability) === '100']));
}
