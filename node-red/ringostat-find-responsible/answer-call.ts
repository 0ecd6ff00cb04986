import type { NodeAPI, NodeMessageInFlow } from '../host/red';
import type { Account } from '../ringostat-crm-account/runtime';
import { chosenSettings } from '../ringostat-upsert/flow-uses';
import type { Send } from '../host/handle';
import { payloadOf, requireEvent } from '../host/payload';
import {
  answerRouting,
  answerWebhookNumber,
  clock,
  memory,
  toDial,
  type HostResponse,
  type Team,
  withSummary,
} from '../host/product';
import { configNode } from '../host/registry';
import type { Status } from '../host/status';
import type { FindSettings } from './types';

/** The response of the trigger (or of `http in`) that waits in the message; null in a test by inject. */
function waiting(message: NodeMessageInFlow): HostResponse | null {
  const held = (message as { res?: { _res?: HostResponse } }).res;
  return held?._res ?? null;
}

/** Routing mode: answers Ringostat on `msg.res` inside the budget, then sends the message on. */
export async function answerCall(input: {
  RED: NodeAPI;
  settings: FindSettings;
  status: Status;
  message: NodeMessageInFlow;
  send: Send;
  team: () => Team;
}): Promise<void> {
  const { RED, settings, status, message, send } = input;
  const payload = payloadOf(message);
  const event = requireEvent(payload);
  const response = waiting(message);
  const format = event.answer ?? { type: 'plain', key: 'direction' };
  try {
    const account = configNode<Account>(RED, settings.account, 'account').open();
    const { card, answer } = await answerRouting(
      {
        event,
        team: input.team(),
        order: settings.order,
        several: settings.several,
        budgetMs: settings.budgetMs,
        reserve: settings.reserve,
        language: settings.language,
        memory,
        accountKey: account.key,
        requests: account.requests,
        onlySip: settings.onlySip,
        users: account.users,
      },
      account.with(chosenSettings(RED, settings.account, settings.crmSettings)),
      clock,
    );
    if (response) answerWebhookNumber(response, answer.direction, format);
    message.payload = withSummary({ ...payload, ...card, routing: answer }, settings.language);
    const found = answer.decidedBy === 'found' || answer.decidedBy === 'remembered';
    const text = `${answer.direction || RED._('shared.status.notFound')} (${answer.elapsedMs} ms)`;
    if (found) status.done(text);
    else status.waiting(text);
    send(found ? [message, null] : [null, message]);
  } finally {
    // A fault of the set-up must not keep the client waiting: the reserve, or the scheme goes on.
    if (response) answerWebhookNumber(response, toDial(settings.reserve, event.defaultCountry), format);
  }
}
