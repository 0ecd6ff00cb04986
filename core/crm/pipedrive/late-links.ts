/** An activity written before its deal or contact could be made is linked to them by the run that makes them. */
import { filled, integer } from './bodies';
import { paths } from './endpoints';
import type { Target } from '../engine/run';
import { linkIds } from './targets';
import type { ApiCallLog, Json } from './types';
import type { Work } from './work';
import { said } from '../../text/said';

/** Links to what this run made; empty when it made nothing. */
function freshLinks(targets: Target[]): Json {
  const { contact, deal, lead, company } = linkIds(
    targets.filter(({ fresh }) => fresh),
    [],
  );
  const person = integer(contact, 'contact');
  return filled({
    deal_id: integer(deal, 'deal'),
    lead_id: lead,
    org_id: integer(company, 'company'),
    participants: person === null ? null : [{ person_id: person, primary: true }],
  });
}

/** Takes the activity (null: the call log tells which it is); returns its id when it is known by then. Throws CrmError. */
export async function addLateLinks(
  { api }: Work,
  activityId: string | null,
  callLogId: string | null,
  targets: Target[],
): Promise<string | null> {
  const links = freshLinks(targets);
  if (Object.keys(links).length === 0) return activityId;
  let id = activityId;
  if (id === null && callLogId !== null) {
    const log = await api.read<ApiCallLog>(
      paths.callLog(callLogId),
      {},
      said('doing.readKind', { kind: said('of.callRecord') }),
    );
    id = log.activity_id ? String(log.activity_id) : null;
  }
  if (id !== null) await api.patch(paths.activity(id), links, said('doing.linkLater'));
  return id;
}
