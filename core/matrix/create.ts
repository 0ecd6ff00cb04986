/** Steps that create the client's records. Their rules: docs/matrix.md#rules-that-hold-in-every-table. */
import { pickAttribution } from '../attribution/attribution';
import type { CreateStep, Entity, RecordRef, RowId } from '../model/plan';
import { clientKey, dealStateKey, phoneKey } from '../plan/keys';
import { say } from '../text/text';
import { because, note, type Draft } from './draft';
import { nameOfNew } from './names';
import { ownerOfNew, ownerText } from './owner';
import { madeByThisCall } from './this-call';
import { whyNot } from './why-not';
import { CREATES, CREATIONS, type Creation } from './types';
import { wantedRows } from './wanted';

/**
 * The company a new record hangs on: one made now or by a try of this call that was cut, the found contact's own, or any
 * found one if the option says so. A contact of a number that only a company carries is that company's (G-30); a deal of
 * it waits for the option (PD-12).
 */
function companyRef(draft: Draft, entity: Entity): RecordRef | null {
  const ref = draft.refs.company;
  if (!ref || 'step' in ref) return ref ?? null;
  const { contact, company } = draft.card.client;
  const joined =
    contact !== null &&
    company !== null &&
    (contact.companyIds.includes(company.id) || company.contactIds.includes(contact.id));
  const cut = company !== null && madeByThisCall(company, draft.event);
  return joined || cut || entity === 'contact' || draft.options.linkFoundCompany ? ref : null;
}

function linksOfNew(draft: Draft, entity: Entity): RecordRef[] {
  const contact = draft.refs.contact ?? null;
  // A company made beside a contact that an earlier moment of this call made still has to meet it.
  if (entity === 'company') return contact && 'id' in contact ? [contact] : [];
  const company = companyRef(draft, entity);
  const refs = entity === 'contact' ? [company] : [contact, company];
  return refs.filter((ref) => ref !== null);
}

function create(draft: Draft, row: RowId, action: Creation, name: string): void {
  const entity = CREATES[action];
  const { event, callKey } = draft;
  const digits = event.clientNumber === null ? null : phoneKey(event.clientNumber);
  const client = clientKey(event.clientNumber, event.clientEmail);
  const owner = ownerOfNew(draft);
  const stateful = entity === 'deal' || entity === 'lead';
  const step: CreateStep = {
    id: entity,
    kind: entity,
    key: entity === 'deal' || digits === null ? callKey : digits,
    reason: because(draft, `why.create.${action}`, { row, owner: ownerText(draft, owner) }),
    values: {
      name,
      phone: event.clientNumber,
      email: event.clientEmail,
      ownerId: owner.person?.crmUserId ?? null,
      attribution: pickAttribution(event),
      callId: callKey,
      pipeline: null,
      stage: null,
      fields: {},
    },
    links: linksOfNew(draft, entity),
    stateKey:
      stateful && client !== null ? dealStateKey(client, draft.card.client.closedDeal?.id ?? null) : null,
  };
  draft.steps.push(step);
  draft.refs[entity] = { entity, step: step.id };
}

/** Adds the creations of the row and of the earlier rows it makes up for; notes every ticked one that is not done. */
export function addCreations(draft: Draft): void {
  for (const { row, actions } of wantedRows(draft)) {
    let implied = false;
    for (const action of CREATIONS) {
      if (!actions[action]) continue;
      const entity = CREATES[action];
      const planned = draft.refs[entity];
      if (planned && 'step' in planned) continue;
      const reason = whyNot(draft, row, action);
      if (reason) {
        note(draft, reason.code, {
          ...reason.params,
          row,
          entity: say(draft.options.language, `entity.${entity}`),
        });
        const { closedDeal } = draft.card.client;
        // Of an event that comes again the newest closed deal is the call's own only where it carries the call.
        const own = closedDeal !== null && madeByThisCall(closedDeal, draft.event);
        if (closedDeal && (reason.code === 'note.keep.dealClosed' || (own && entity === 'deal')))
          draft.refs.deal = { entity: 'deal', id: closedDeal.id };
        continue;
      }
      const name = nameOfNew(draft, entity);
      if (name === null) {
        note(draft, 'note.company.noName');
        continue;
      }
      create(draft, row, action, name);
      implied ||= row !== draft.row;
    }
    if (implied) note(draft, 'note.implied', { row });
  }
  const order: Entity[] = ['company', 'contact', 'lead', 'deal'];
  draft.steps.sort((one, other) => order.indexOf(one.kind as Entity) - order.indexOf(other.kind as Entity));
}
