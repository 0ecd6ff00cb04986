/** The node that wants to know who the client is: Find Responsible Manager for an item, or the trigger for a question. */
import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';
import type { FindInput } from '../../../core/routing/find-input';
import { CARD_ORDER } from '../../../core/routing/responsible';
import { HOME_TIME_ZONE } from '../../../core/phone/home';
import type { RingostatEvent } from '../../../core/model/event';
import type { Entity } from '../../../core/model/plan';
import { openAccount, type Account } from '../accounts';
import { choiceBy } from '../choice';
import { SetUpError } from '../errors';
import { memory } from '../memory';
import type { RequestContext } from '../request-context';

export interface Asker {
  /** Its credentials and the way to send requests. */
  context: RequestContext;
  /** A field of it. */
  read<T>(name: string, fallback?: T, options?: IGetNodeParameterOptions): T;
  /** IANA zone of the Ringostat project. */
  timeZone(): string;
  /** CRM user id. */
  senior(): string | null;
}

/** Find Responsible Manager at work on an item. */
export function askerOfItem(context: IExecuteFunctions, itemIndex: number): Asker {
  const read: Asker['read'] = <T>(name: string, fallback?: T, options?: IGetNodeParameterOptions): T =>
    context.getNodeParameter(name, itemIndex, fallback, options) as T;
  return {
    context,
    read,
    timeZone: () => read('options.timeZone', HOME_TIME_ZONE),
    senior: () => String(read<unknown>('senior', '', { extractValue: true }) ?? '') || null,
  };
}

export const openFor = ({ context, read }: Asker): Promise<Account> =>
  openAccount(
    context,
    choiceBy(null, (name) => read<unknown>(name, null)),
  );

function readOrder({ read }: Asker, recommended: readonly Entity[]): readonly Entity[] {
  const order = read<string>('order');
  if (order === 'auto') return recommended;
  if (order !== 'custom') return order.split(',') as Entity[];
  const { entities = [] } = read<{ entities?: { entity: Entity }[] }>('customOrder', {});
  if (entities.length === 0) {
    throw new SetUpError(
      'The custom order is empty',
      'Add a record type to Custom Order, or choose another Order.',
    );
  }
  return [...new Set(entities.map(({ entity }) => entity))];
}

/** What the node's fields say of finding the client, the team left out. */
export function findInputOf(
  asker: Asker,
  event: RingostatEvent,
  account: Account,
  recommended: readonly Entity[] = CARD_ORDER,
): Omit<FindInput, 'team'> {
  const { read } = asker;
  const order = readOrder(asker, recommended);
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
