import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
  answerQuestion,
  askerOfItem,
  findInputOf,
  findResponsible,
  isTeamTrouble,
  openFor,
  requireEvent,
  teamOf,
  type ItemResult,
  type RoutingAnswer,
} from '../shared/product';

export const FOUND = 0;
export const NOT_FOUND = 1;

/** Mode "client card": adds client, manager, responsible and senior to the item. */
export async function findClient(
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
): Promise<ItemResult> {
  const event = requireEvent(json);
  const asker = askerOfItem(context, itemIndex);
  const account = await openFor(asker);
  const input = findInputOf(asker, event, account);
  const team = await teamOf(asker, account, event.defaultCountry);
  const card = await findResponsible({ ...input, team }, account.provider);
  for (const { code, text } of card.reasons)
    if (isTeamTrouble(code)) context.addExecutionHints({ message: text, location: 'outputPane' });
  return { json: { ...json, ...card }, output: card.client.known ? FOUND : NOT_FOUND };
}

const outputOf = ({ decidedBy }: Pick<RoutingAnswer, 'decidedBy'>): number =>
  decidedBy === 'found' || decidedBy === 'remembered' ? FOUND : NOT_FOUND;

/** Mode "routing answer": answers Ringostat inside the budget, whatever happens, then passes the item on. */
export async function answerItem(
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
): Promise<ItemResult> {
  const event = requireEvent(json);
  const { routing } = json as { routing?: RoutingAnswer };
  // The trigger has answered already: asking the CRM again would change nothing.
  if (routing?.decidedBy) return { json, output: outputOf(routing) };
  const { card, answer } = await answerQuestion(
    askerOfItem(context, itemIndex),
    event,
    async ({ status, contentType, body }) =>
      context.sendResponse({ statusCode: status, headers: { 'content-type': contentType }, body }),
  );
  return { json: { ...json, ...card, routing: answer }, output: outputOf(answer) };
}
