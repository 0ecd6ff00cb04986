/** What every activity has: subject, type, owner, the records it hangs on, and its time. */
import { shorten } from '../engine/text';
import { integer } from './bodies';
import type { Json } from './types';
import type { LinkIds } from './targets';
import { pipedriveTime, SUBJECT_MAX } from './times';

/** Takes the activity's own (`at`: ISO 8601), its owner and records; its time is UTC. The contact is a participant: person_id is read-only here. */
export function placed(
  { subject, type, at }: { subject: string; type: string; at: string },
  ownerId: string | null,
  ids: LinkIds,
): Json {
  const [date, time] = pipedriveTime(at).split(' ');
  const person = integer(ids.contact, 'contact');
  return {
    subject: shorten(subject, SUBJECT_MAX),
    type,
    owner_id: integer(ownerId, 'user'),
    deal_id: integer(ids.deal, 'deal'),
    lead_id: ids.lead,
    org_id: integer(ids.company, 'company'),
    participants: person === null ? null : [{ person_id: person, primary: true }],
    due_date: date,
    due_time: time?.slice(0, 5),
  };
}
