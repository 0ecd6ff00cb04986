/** Why a ticked creation is not carried out: one rule for each reason, the first that applies is used. */
import type { FoundRecord } from '../model/record';
import type { RowId } from '../model/plan';
import type { TextCode } from '../text/text';
import type { TextParams } from '../text/fill';
import type { Draft } from './draft';
import { oneLine } from './one-line';
import { isAnalysis, isOutgoing, rowFacts } from './rows';
import { foundRecords, madeByThisCall } from './this-call';
import { CREATES, type Creation } from './types';
import { contactWantedFor } from './wanted';

export interface Refusal {
  code: TextCode;
  params: TextParams;
}
type Rule = (draft: Draft, row: RowId, action: Creation) => Refusal | null;

const refuse = (code: TextCode, record: FoundRecord | null = null): Refusal => ({
  code,
  params: record ? { name: recordName(record), id: record.id } : {},
});

/** Name of a found record as shown in reasons. */
export function recordName(record: FoundRecord): string {
  return oneLine(record.name ?? record.id);
}

const isDeal = (action: Creation): boolean => CREATES[action] === 'deal';

const exists: Rule = ({ card, steps, event }, _row, action) => {
  const { client } = card;
  const { contact, lead, company, deal, closedDeal } = client;
  if (action === 'contact') {
    if (contact) return refuse('note.keep.contact', contact);
    if (lead && lead.contactIds.length === 0) return refuse('note.keep.contactLead', lead);
  }
  if (action === 'company') {
    if (company) return refuse('note.keep.company', company);
    const known = [contact, lead].find((record) => record !== null && !madeByThisCall(record, event));
    if (known) return refuse('note.keep.companyKnown', known);
  }
  if (action === 'lead') {
    if (lead) return refuse('note.keep.lead', lead);
    if (deal) return refuse('note.keep.leadDeal', deal);
    const planned = steps.find((step) => step.kind === 'deal');
    if (planned?.kind === 'deal')
      return { code: 'note.keep.leadDeal', params: { name: planned.values.name } };
  }
  if (isDeal(action)) {
    if (deal) return refuse('note.keep.deal', deal);
    // An event that comes again: the deal it made, or was written to, has ended since.
    if (closedDeal && (client.recorded || madeByThisCall(closedDeal, event)))
      return refuse('note.keep.dealThen', closedDeal);
    // What earlier moments of this call made, or a cut try of it, does not make the client known (NH-09).
    const before = foundRecords(card).find((record) => !madeByThisCall(record, event));
    if (action === 'dealIfNew' && before) return refuse('note.keep.dealKnown', before);
    if (action === 'dealIfNone' && closedDeal) return refuse('note.keep.dealClosed', closedDeal);
  }
  return null;
};

const knows = ({ card }: Draft): boolean => foundRecords(card).length > 0;

/** Rule 6: outgoing calls create no client; a deal of a known client they may. */
const outgoing: Rule = (draft, row, action) => {
  // What was said on an outgoing call, or on one of which Ringostat does not say whose it was, makes no client either.
  if (isAnalysis(row) && draft.event.direction !== 'incoming' && !knows(draft))
    return refuse('note.outgoing');
  if (!isOutgoing(row) || isDeal(action)) return null;
  return contactWantedFor(draft, row) ? null : refuse('note.outgoing');
};

/** Rule 7. */
const unknownEmployee: Rule = ({ event }, row) =>
  rowFacts[row].employee === 'unmapped' && event.direction === 'outgoing'
    ? refuse('note.unknownEmployee.outgoing')
    : null;

/** Without number and e-mail nobody could ever find the record again (G-02). */
const anonymous: Rule = ({ event, refs }, _row, action) => {
  if (event.clientNumber !== null || event.clientEmail !== null) return null;
  return isDeal(action) && (refs.contact ?? refs.lead) ? null : refuse('note.anonymous');
};

const RULES: readonly Rule[] = [exists, unknownEmployee, outgoing, anonymous];

/** Takes an action of a row; returns why it is not carried out, or null when it is. */
export function whyNot(draft: Draft, row: RowId, action: Creation): Refusal | null {
  for (const rule of RULES) {
    const refusal = rule(draft, row, action);
    if (refusal) return refusal;
  }
  return null;
}
