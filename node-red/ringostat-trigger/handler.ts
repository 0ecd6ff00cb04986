import type { Node, NodeAPI } from '../host/red';
import { describe } from '../host/handle';
import {
  clock,
  forgetSecrets,
  journalOf,
  readBody,
  receiveWebhook,
  refuseUnread,
  requestHead,
  routePath,
  UNREADABLE,
  type HostRequest,
  type HostResponse,
  type Received,
  type RingostatEvent,
  type RouteHandler,
  type TriggerSettings,
  withSummary,
} from '../host/product';
import type { Status } from '../host/status';
import { answerEmptyAfter, reply } from './reply';
import type { TriggerNodeSettings } from './types';

function shortText(event: RingostatEvent, masked: boolean): string {
  const number = event.clientNumberInternational ?? event.clientNumberAsSent ?? '';
  return `${event.name} ${masked ? `…${number.slice(-2)}` : number}`.trim();
}

/** The request as the core judges it; its body is read only when everything else is in order. Null: the sender is gone. */
async function judge(request: HostRequest, settings: TriggerSettings): Promise<Received | null> {
  const arrivedAt = clock.now();
  const head = requestHead(request);
  const refused = head ? refuseUnread(head, settings) : UNREADABLE.address;
  if (!head || refused) return refused;
  const read = await readBody(request, settings.sizeCap);
  if (read.kind === 'brokenOff') return null;
  if (read.kind === 'packed') return UNREADABLE.body;
  const body = read.kind === 'read' ? read.body : null;
  return receiveWebhook({ ...head, body, size: read.size }, settings, arrivedAt);
}

/** A question waits for its answer in the message; flows that print the message must not print the request with it. */
function waiting(response: HostResponse): Record<string, unknown> {
  return Object.defineProperty({}, '_res', { value: response, enumerable: false });
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
    const received = await judge(request, settings);
    if (!received) return;
    const { event } = received;
    if (!event || received.skipped) {
      reply(response, received.status, received.body);
      if (received.status >= 400) status.warning(String(received.status));
      return;
    }
    status.done(shortText(event, settings.maskNumbers));
    if (settings.receive === 'routing') {
      forgetSecrets(request);
      answerEmptyAfter(response, saved.answerWithinMs, settings.answer);
      node.send({ payload: withSummary({ event }), res: waiting(response) });
      return;
    }
    // What is answered 200 is on the disk; and the answer goes out before anything of the flow runs.
    const journal = journalOf(RED);
    const from = { id: node.id, path: routePath(saved.path) };
    const { id, written } = await journal.accept(from, event, settings.secrets);
    if (written) reply(response, received.status, received.body);
    else {
      const error = RED._('shared.error.notWritten');
      reply(response, 503, { error });
      status.warning(RED._('shared.status.notWritten'));
      node.error(error);
    }
    journal.send(id);
  };
  return (request, response) => {
    receive(request, response).catch((error: unknown) => {
      node.error(describe(RED, error).message);
      reply(response, 400, { error: 'the request could not be read' });
    });
  };
}
