/** What a flow tells of an event it has finished: its items carry event, client, plan and outcome. */
import { keyOfCall } from '../../core/matrix/this-call';
import type { ClientCard } from '../../core/model/client';
import type { RingostatEvent } from '../../core/model/event';
import type { Outcome } from '../../core/model/outcome';
import type { Plan } from '../../core/model/plan';
import type { Told } from './types';

type Item = Partial<ClientCard> & { event: RingostatEvent; plan?: Plan; outcome?: Outcome };
const isItem = (body: unknown): body is Item =>
  typeof body === 'object' &&
  body !== null &&
  'event' in body &&
  typeof body.event === 'object' &&
  body.event !== null &&
  'eventKey' in body.event;

/** Null: the body is no item of ours. */
export function readTold(body: unknown): Told | null {
  if (!isItem(body)) return null;
  const { event, client, reasons = [], plan, outcome } = body;
  const { manager = null, responsible = null, senior = null, distributed = null } = body;
  const { internal = false, requests = 0, takers } = body;
  const card: ClientCard | null = client
    ? {
        client,
        manager,
        responsible,
        senior,
        distributed,
        internal,
        reasons,
        requests,
        ...(takers ? { takers } : {}),
      }
    : null;
  const told = [...(client ? [client.decidedBy] : []), ...reasons].map(({ text }) => text);
  return {
    callKey: keyOfCall(event),
    event,
    card,
    reasons: [...new Set(told)],
    plan: plan ?? null,
    outcome: outcome ?? null,
  };
}
