import {
  NodeError,
  passedCard,
  type Client,
  type ClientCard,
  type Outcome,
  type Plan,
  type RingostatEvent,
  type RoutingAnswer,
} from './product';

/** What passes between the nodes under `msg.payload`: each node adds its part and leaves the rest. */
export interface Payload extends Partial<ClientCard> {
  event?: RingostatEvent;
  plan?: Plan;
  outcome?: Outcome;
  routing?: RoutingAnswer;
  [other: string]: unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The payload as an object; a payload of another kind is replaced by an empty one. */
export function payloadOf(message: object): Payload {
  const payload: unknown = (message as { payload?: unknown }).payload;
  return isObject(payload) ? (payload as Payload) : {};
}

/** Throws NodeError when the message did not come through Ringostat Trigger or Ringostat. */
export function requireEvent(payload: Payload): RingostatEvent {
  if (!isObject(payload.event) || typeof payload.event.eventKey !== 'string') throw new NodeError('noEvent');
  return payload.event;
}

/** Throws NodeError when Find Responsible Manager is missing before this node. */
export function requireClient(payload: Payload): Client {
  if (!isObject(payload.client)) throw new NodeError('noClient');
  return payload.client;
}

export function requireCard(payload: Payload): ClientCard {
  return passedCard({ ...payload, client: requireClient(payload) });
}

export function requirePlan(payload: Payload): Plan {
  if (!isObject(payload.plan) || !Array.isArray(payload.plan.steps)) throw new NodeError('noPlan');
  return payload.plan;
}
