import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
  answerRouting,
  CARD_ORDER,
  chosenFor,
  clock,
  findResponsible,
  formatAnswer,
  isTeamTrouble,
  memory,
  openAccount,
  requireEvent,
  SetUpError,
  toDial,
  type Account,
  type Entity,
  type FindInput,
  type ItemResult,
  type RingostatEvent,
  type Team,
} from '../shared/product';
import { isMatched, listsRead, teamOf } from './team';

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

function inputOf(question: Question, recommended: readonly Entity[]): Omit<FindInput, 'team'> {
  const { context, itemIndex, event, account } = question;
  const read = <T>(name: string, fallback?: T): T => context.getNodeParameter(name, itemIndex, fallback) as T;
  const order = readOrder(context, itemIndex, recommended);
  // Looking for companies costs nothing where the CRM forwards calls by them anyway; elsewhere a request per call.
  const companies = read<boolean>('options.companies', account.factory.routingOrder.includes('company'));
  const extra: Entity[] = companies ? ['company'] : [];
  return {
    event,
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
  const input = inputOf({ context, itemIndex, event, account }, CARD_ORDER);
  const team = await teamOf(context, itemIndex, account, event.defaultCountry);
  const card = await findResponsible({ ...input, team }, account.provider);
  for (const { code, text } of card.reasons)
    if (isTeamTrouble(code)) context.addExecutionHints({ message: text, location: 'outputPane' });
  return { json: { ...json, ...card }, output: card.client.known ? FOUND : NOT_FOUND };
}

/** Mode "routing answer": answers Ringostat inside the budget, whatever happens, then passes the item on. */
export async function answerQuestion(
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
): Promise<ItemResult> {
  const event = requireEvent(json);
  const { defaultCountry } = event;
  const format = event.answer ?? { type: 'plain', key: 'direction' };
  const reserve = String(context.getNodeParameter('reserve', itemIndex, '') ?? '');
  let direction = toDial(reserve, defaultCountry);
  try {
    const budgetMs = context.getNodeParameter('budgetMs', itemIndex) as number;
    const account = await open(context, itemIndex);
    const input = inputOf({ context, itemIndex, event, account }, account.factory.routingOrder);
    const read = (): Promise<Team> => teamOf(context, itemIndex, account, defaultCountry);
    // A table that cannot be used is a fault of the set-up; lists of other systems are not.
    const team = isMatched(context, itemIndex) ? read : await read();
    const onlySip = context.getNodeParameter('options.onlySip', itemIndex, false) as boolean;
    const { card, answer } = await answerRouting(
      {
        ...input,
        team,
        // Whom to ring depends on the records of the order alone; others would cost a request and time.
        entities: [],
        memory,
        budgetMs,
        reserve,
        onlySip,
        // The matched team has them already; a list that is not complete tells nothing.
        ...(typeof team === 'function' || account.provider.unknownUsers
          ? {}
          : { users: async () => ({ users: (await account.knownUsers()).items, complete: true }) }),
      },
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
    await listsRead();
  }
}
