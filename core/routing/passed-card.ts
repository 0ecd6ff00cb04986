/** The client card as it comes through a flow between two nodes. */
import type { ClientCard } from '../model/client';

/** Takes what an item holds of the card; returns the whole card: who is missing is nobody. */
export function passedCard(held: Partial<ClientCard> & Pick<ClientCard, 'client'>): ClientCard {
  const { takers } = held;
  return {
    client: held.client,
    manager: held.manager ?? null,
    ...(Array.isArray(takers) ? { takers: takers.filter((id) => typeof id === 'string') } : {}),
    responsible: held.responsible ?? null,
    senior: held.senior ?? null,
    distributed: held.distributed ?? null,
    internal: held.internal ?? false,
    reasons: held.reasons ?? [],
    requests: held.requests ?? 0,
  };
}
