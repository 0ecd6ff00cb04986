import type { Node, NodeAPI } from '../../../adapters/node-red/red';
import { describe } from '../shared/handle';
import {
  clock,
  incoming,
  receiveWebhook,
  type HostRequest,
  type HostResponse,
  type RingostatEvent,
  type RouteHandler,
  type TriggerSettings,
} from '../shared/product';
import type { Status } from '../shared/status';
import { answerEmptyAfter, reply } from './reply';
import type { TriggerNodeSettings } from './types';

function shortText(event: RingostatEvent, masked: boolean): string {
  const number = event.clientNumberInternational ?? event.clientNumberAsSent ?? '';
  return `${event.name} ${masked ? `…${number.slice(-2)}` : number}`.trim();
}

/** What the trigger does with one request: check, answer, send the event on. */
export function webhookHandler(
  RED: NodeAPI,
  node: Node,
  status: Status,
  saved: TriggerNodeSettings,
  settings: TriggerSettings,
): RouteHandler {
  const receive = async (request: HostRequest, response: HostResponse): Promise<void> => {
    const received = receiveWebhook(await incoming(request, settings.sizeCap), settings, clock.now());
    const { event } = received;
    if (!event || received.skipped) {
      reply(response, received.status, received.body);
      if (received.status >= 400) status.warning(String(received.status));
      return;
    }
    status.done(shortText(event, settings.maskNumbers));
    const payload = { event };
    if (settings.receive === 'routing') {
      answerEmptyAfter(response, saved.answerWithinMs, settings.answer);
      const question = { payload, req: request, res: { _res: response } };
      node.send(question);
      return;
    }
    // Ringostat gets its answer before anything of the flow runs.
    reply(response, received.status, received.body);
    node.send({ payload });
  };
  return (request, response) => {
    receive(request, response).catch((error: unknown) => {
      node.error(describe(RED, error).message);
      reply(response, 400, { error: 'the request could not be read' });
    });
  };
}
