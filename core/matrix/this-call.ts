/** Records that an earlier moment of the same call made do not make the client known (docs/decisions/0003). */
import type { FoundRecord } from '../model/record';
import type { Moment, RingostatEvent } from '../model/event';
import { callKey } from '../plan/keys';
import type { Client, ClientCard } from '../model/client';

/** Key of the event's call or form; the event key stands in when Ringostat sent no id. */
export function keyOfCall(event: RingostatEvent): string {
  return callKey(event.projectId, event.callId ?? event.eventKey);
}

/**
 * Moments of a call in their order; pick-up of an incoming call and start of an outgoing one stand at one place. What the
 * analysis says of who talked gives way to what the call's own events say, whenever it comes.
 */
const ORDER: readonly (readonly Moment[])[] = [['analysed'], ['ringing'], ['answered', 'started'], ['ended']];
/** True when that moment of a call comes before the other. */
export function isBefore(moment: Moment, other: Moment): boolean {
  const place = (of: Moment): number => ORDER.findIndex((moments) => moments.includes(of));
  return place(moment) < place(other);
}

/** True when the record carries the key of this very call. */
export function madeByThisCall(record: FoundRecord, event: RingostatEvent): boolean {
  return record.callId !== null && record.callId === keyOfCall(event);
}

/** Contact, lead, company, deal and newest closed deal of the card that exist, in creation order. */
export function foundRecords(card: ClientCard): FoundRecord[] {
  const { contact, lead, company, deal, closedDeal } = card.client;
  return [company, contact, lead, deal, closedDeal].filter((record) => record !== null);
}

/** True when nothing of the client was in the CRM before this call. */
export function isNewClient(event: RingostatEvent, card: ClientCard): boolean {
  return foundRecords(card).every((record) => madeByThisCall(record, event));
}

/** The client without the records that this very call made: whoever owns those was not responsible before it. */
export function beforeThisCall(event: RingostatEvent, client: Client): Client {
  const older = (record: FoundRecord | null): FoundRecord | null =>
    record !== null && madeByThisCall(record, event) ? null : record;
  const { contact, lead, company, deal } = client;
  return {
    ...client,
    contact: older(contact),
    lead: older(lead),
    company: older(company),
    deal: older(deal),
  };
}

/**
 * The responsible as he was before this call: the card's, unless the record that names him was made by this call and
 * no older record has the same owner.
 */
export function responsibleBefore(event: RingostatEvent, card: ClientCard): ClientCard['responsible'] {
  const { responsible } = card;
  if (responsible === null || responsible.crmUserId === null) return null;
  const records = foundRecords(card);
  const source = records.find(
    (record) => record.entity === responsible.entity && record.id === responsible.recordId,
  );
  if (source === undefined || !madeByThisCall(source, event)) return responsible;
  const { contact, lead, deal } = card.client;
  const older = [deal, lead, contact].find(
    (record) => record !== null && record.ownerId === responsible.crmUserId && !madeByThisCall(record, event),
  );
  return older ? { ...responsible, entity: older.entity, recordId: older.id } : null;
}
