/** "Whom to ring?" as a node's fields say; in the trigger and in Find Responsible Manager the same. */
import { answerRouting, type RoutingResult } from '../../../core/routing/answer-routing';
import { formatAnswer } from '../../../core/routing/answer-format';
import { toDial } from '../../../core/team';
import type { RingostatEvent } from '../../../core/model/event';
import type { Team } from '../../../core/model/team';
import { clock } from '../clock';
import { memory } from '../memory';
import { findInputOf, openFor, type Asker } from './asker';
import { isMatched, listsRead, teamOf } from './team';

/** Who owns what waits for the answer: n8n's response, or that of the execution. */
export type SendAnswer = (answer: ReturnType<typeof formatAnswer>) => void | Promise<void>;

async function find(asker: Asker, event: RingostatEvent, reserve: string): Promise<RoutingResult> {
  const budgetMs = asker.read<number>('budgetMs');
  const account = await openFor(asker);
  const read = (): Promise<Team> => teamOf(asker, account, event.defaultCountry);
  // A table that cannot be used is a fault of the set-up; lists of other systems are not.
  const team = isMatched(asker) ? read : await read();
  return answerRouting(
    {
      ...findInputOf(asker, event, account, account.factory.routingOrder),
      team,
      // Whom to ring depends on the records of the order alone; others would cost a request and time.
      entities: [],
      memory,
      budgetMs,
      reserve,
      onlySip: asker.read<boolean>('options.onlySip', false),
      // The matched team has them already; a list that is not complete tells nothing.
      ...(typeof team === 'function' || account.provider.unknownUsers
        ? {}
        : { users: async () => ({ users: (await account.knownUsers()).items, complete: true }) }),
    },
    account.provider,
    clock,
  );
}

/**
 * Sends the answer inside the budget, whatever happens, and tells how it came about. Throws for a fault of the set-up, once
 * the reserve is sent: it must not keep the client waiting.
 */
export async function answerQuestion(
  asker: Asker,
  event: RingostatEvent,
  send: SendAnswer,
): Promise<RoutingResult> {
  const reserve = String(asker.read<unknown>('reserve', '') ?? '');
  let direction = toDial(reserve, event.defaultCountry);
  try {
    const result = await find(asker, event, reserve);
    direction = result.answer.direction;
    return result;
  } finally {
    await send(formatAnswer(direction, event.answer ?? { type: 'plain', key: 'direction' }));
    await listsRead();
  }
}
