/** What passes between the nodes, read from an item; each node adds its part and leaves the rest. */
import type { IDataObject } from 'n8n-workflow';
import type { RingostatEvent } from '../../core/model/event';
import type { Plan } from '../../core/model/plan';
import { passedCard } from '../../core/routing/passed-card';
import type { ClientCard } from '../../core/model/client';
import { SetUpError } from './errors';

const isObject = (value: unknown): value is IDataObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws SetUpError when the item did not come through Ringostat Trigger or Ringostat. */
export function requireEvent(json: IDataObject): RingostatEvent {
  const event: unknown = json['event'];
  if (!isObject(event) || typeof event['eventKey'] !== 'string') {
    throw new SetUpError(
      'The item has no Ringostat event',
      'Put Ringostat Trigger, or Ringostat with "Get Many" calls, before this node, and leave the field "event" in the item.',
    );
  }
  return event as unknown as RingostatEvent;
}

/** Throws SetUpError when Find Responsible Manager is missing before this node. */
export function requireCard(json: IDataObject): ClientCard {
  if (!isObject(json['client'])) {
    throw new SetUpError(
      'The item has no client',
      'Put Find Responsible Manager before this node, and leave the field "client" in the item.',
    );
  }
  return passedCard(json as unknown as Pick<ClientCard, 'client'>);
}

/** Throws SetUpError when Apply Matrix is missing before this node. */
export function requirePlan(json: IDataObject): Plan {
  const plan: unknown = json['plan'];
  if (!isObject(plan) || !Array.isArray(plan['steps'])) {
    throw new SetUpError(
      'The item has no plan',
      'Put Apply Matrix before this node, or choose another resource to write one record by hand.',
    );
  }
  return plan as unknown as Plan;
}
