import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
  answerRouting,
  CARD_ORDER,
  chosenFor,
  clock,
  findResponsible,
  formatAnswer,
  memory,
  openAccount,
  requireEvent,
  SetUpError,
  type Account,
  type Entity,
  type FindInput,
  type ItemResult,
  type RingostatEvent,
} from '../shared/product';
import { readTeam } from './team';

export const FOUND = 0;
export const NOT_FOUND = 1;

function readOrder(
  context: IExecuteFunctions,
  itemIndex: number,
  recommended: readonly Entity[],
): readonly Entity[] {
  const order = context.getNodeParameter('order', itemIndex) as string;
  if (order === 'auto') return recommended;
  if (order !== 'custom') return order.split(',') as Entity[];
  const { entities = [] } = context.getNodeParameter('customOrder', itemIndex, {}) as {
    entities?: { entity: Entity }[];
  };
  if (entities.length === 0) {
    throw new SetUpError(
      'The custom order is empty',
      'Add a record type to Custom Order, or choose another Order.',
    );
  }
  return [...new Set(entities.map(({ entity }) => entity))];
}

interface Question {
  context: IExecuteFunctions;
  itemIndex: number;
  event: RingostatEvent;
  account: Account;
}

async function inputOf(question: Question, recommended: readonly Entity[]): Promise<FindInput> {
  const { context, itemIndex, event, account } = question;
  const read = <T>(name: string, fallback?: T): T => context.getNodeParameter(name, itemIndex, fallback) as T;
  const order = readOrder(context, itemIndex, recommended);
  // Looking for companies costs nothing where the CRM forwards calls by them anyway; elsewhere a request per call.
  const companies = read<boolean>('options.companies', account.factory.routingOrder.includes('company'));
  const extra: Entity[] = companies ? ['company'] : [];
  return {
    event,
    team: await readTeam(context, itemIndex, account, event.defaultCountry),
    order,
    several: read<FindInput['several']>('several'),
    // The key of a new deal depends on whether the client ever had one (docs/decisions/0002).
    closedDeals: true,
    language: read<FindInput['language']>('language'),
    number: String(read<unknown>('number', '') ?? ''),
    memory,
    accountKey: account.key,
    entities: ['contact', 'lead', 'deal', ...extra],
    requests: () => account.http.requests,
  };
}

/** The team may have to be read from Ringostat and the CRM first; that waits no longer than the answer may. */
async function withinBudget<T>(reading: Promise<T>, ms: number): Promise<T> {
  const stop = new AbortController();
  const tooLate = clock.sleep(ms, stop.signal).then((): never => {
    throw new SetUpError(
      `The team could not be read within ${ms} ms, so the reserve was answered`,
      'Define the team in the node, or raise the time budget.',
    );
  });
  // A broken-off sleep may reject after the race is decided.
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([reading, tooLate]);
  } finally {
    stop.abort();
  }
}

const open = (context: IExecuteFunctions, itemIndex: number): Promise<Account> =>
  openAccount(context, chosenFor(context, itemIndex));

/** Mode "client card": adds client, manager, responsible and senior to the item. */
export async function findClient(
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
): Promise<ItemResult> {
  const event = requireEvent(json);
  const account = await open(context, itemIndex);
  const card = await findResponsible(
    await inputOf({ context, itemIndex, event, account }, CARD_ORDER),
    account.provider,
  );
  return { json: { ...json, ...card }, output: card.client.known ? FOUND : NOT_FOUND };
}

/** Mode "routing answer": answers Ringostat inside the budget, whatever happens, then passes the item on. */
export async function answerQuestion(
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
): Promise<ItemResult> {
  const started = clock.now();
  const event = requireEvent(json);
  const format = event.answer ?? { type: 'plain', key: 'direction' };
  const reserve = String(context.getNodeParameter('reserve', itemIndex, '') ?? '');
  let direction = reserve;
  try {
    const budget = context.getNodeParameter('budgetMs', itemIndex) as number;
    const account = await open(context, itemIndex);
    const reading = inputOf({ context, itemIndex, event, account }, account.factory.routingOrder);
    const input = await withinBudget(reading, budget);
    const budgetMs = budget - (clock.now() - started);
    const onlySip = context.getNodeParameter('options.onlySip', itemIndex, false) as boolean;
    const { card, answer } = await answerRouting(
      // Whom to ring depends on the records of the order alone; others would cost a request and time.
      { ...input, entities: [], memory, budgetMs: Math.max(1, budgetMs), reserve, onlySip },
      account.provider,
      clock,
    );
    direction = answer.direction;
    const found = answer.decidedBy === 'found' || answer.decidedBy === 'remembered';
    return { json: { ...json, ...card, routing: answer }, output: found ? FOUND : NOT_FOUND };
  } finally {
    // A fault of the set-up must not keep the client waiting: the reserve, or the scheme goes on.
    const { status, contentType, body } = formatAnswer(direction, format);
    await context.sendResponse({ statusCode: status, headers: { 'content-type': contentType }, body });
  }
}
