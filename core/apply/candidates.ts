/** Other records with the client's number: reported in the outcome, because that is where people look (G-03). */
import type { Outcome } from '../model/outcome';
import type { Reason } from '../model/plan';
import type { Client } from '../model/client';

/** All records of a kind of which several were found, the chosen ones marked; nothing when there was no choice. */
export function candidatesOf(client: Client): Pick<Outcome, 'candidates'> {
  const { contact, lead, company, deal, candidates } = client;
  if (candidates.length === 0) return {};
  const chosen = [contact, lead, company, deal];
  return {
    candidates: candidates.map(({ entity, id, name, url }) => ({
      entity,
      id,
      name,
      url,
      chosen: chosen.some((record) => record?.entity === entity && record.id === id),
    })),
  };
}

/** Which rules chose, one reason per kind. */
export const decisionsOf = ({ candidates, decidedBy, alsoDecided }: Client): Reason[] =>
  candidates.length === 0 ? [] : [decidedBy, ...(alsoDecided ?? [])];
