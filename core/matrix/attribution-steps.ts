/** Steps that change existing records: fill empty attribution, add a new number, assign records of this call to its manager. */
import type { FoundRecord } from '../model/record';
import { isEmptyAttribution, pickAttribution } from '../attribution/attribution';
import type { Entity, OwnerStep, Reason } from '../model/plan';
import { say } from '../text/text';
import { because, note, type Draft } from './draft';
import { numberText } from './names';
import { handOverOf, ownerOfNew, ownerText } from './owner';
import { madeByThisCall } from './this-call';
import { CREATES, CREATIONS } from './types';
import { wantedRows } from './wanted';
import { recordName } from './why-not';

function openRecords(draft: Draft): FoundRecord[] {
  const { company, contact, lead, deal } = draft.card.client;
  return [company, contact, lead, deal].filter((record) => record !== null);
}

/** Entities whose ticked action also means "fill its empty attribution". */
function tickedEntities(draft: Draft): Set<Entity> {
  const ticked = new Set<Entity>();
  if (draft.actions.attributionOnly) return new Set(['company', 'contact', 'lead', 'deal']);
  for (const actions of [draft.actions, ...wantedRows(draft).map((wanted) => wanted.actions)]) {
    for (const action of CREATIONS) if (actions[action]) ticked.add(CREATES[action]);
  }
  return ticked;
}

/** Adds attribution steps: only for found records with all six fields empty, only when the event has something. */
export function addAttribution(draft: Draft): void {
  const ticked = tickedEntities(draft);
  if (ticked.size === 0) return;
  const records = openRecords(draft).filter((record) => ticked.has(record.entity));
  if (records.length === 0) {
    if (draft.actions.attributionOnly) note(draft, 'note.attribution.notFound');
    return;
  }
  if (isEmptyAttribution(draft.event.attribution)) {
    note(draft, 'note.attribution.none');
    return;
  }
  for (const record of records) {
    const params = {
      entity: say(draft.options.language, `entity.${record.entity}`),
      name: recordName(record),
    };
    if (!isEmptyAttribution(record.attribution)) {
      note(draft, 'note.attribution.filled', params);
      continue;
    }
    draft.steps.push({
      id: `attribution.${record.entity}`,
      kind: 'attribution',
      key: `${draft.callKey}_attribution_${record.entity}`,
      reason: because(draft, 'why.attribution', params),
      target: { entity: record.entity, id: record.id },
      values: pickAttribution(draft.event),
    });
  }
}

/**
 * Adds the step that gives a client known by his e-mail the number of the form (PD-11): where the row asks for him, and no
 * company has that number.
 */
export function addPhone(draft: Draft): void {
  const { event, card, actions, options } = draft;
  const { contact, lead, company } = card.client;
  const { clientNumber: phone } = event;
  const ticked = tickedEntities(draft);
  if (event.kind !== 'form' || !phone || company || actions.attributionOnly) return;
  const record = [contact, lead].find((one) => one?.phoneField !== undefined);
  if (!record || !(ticked.has('contact') || ticked.has('lead'))) return;
  const { entity, id, phoneField } = record;
  const params = {
    entity: say(options.language, `entity.${entity}`),
    name: recordName(record),
    number: numberText(event, options.language),
  };
  if (!phoneField) {
    note(draft, 'note.phone.noRoom', params);
    return;
  }
  draft.steps.push({
    id: `phone.${entity}`,
    kind: 'phone',
    key: `${draft.callKey}_phone_${entity}`,
    reason: because(draft, 'why.phone', params),
    target: { entity, id },
    values: { phone, field: phoneField.name, holds: phoneField.holds },
  });
}

/** The step that gives a record of this call to another owner. */
export function ownerStep(
  call: string,
  { entity, id }: Pick<FoundRecord, 'entity' | 'id'>,
  ownerId: string,
  reason: Reason,
): OwnerStep {
  return {
    id: `owner.${entity}`,
    kind: 'owner',
    key: `${call}_owner_${entity}`,
    reason,
    target: { entity, id },
    values: { ownerId },
  };
}

/** Adds owner steps for the found records that this call made and that go to somebody else by now. */
export function addOwners(draft: Draft): void {
  const handOver = handOverOf(draft);
  if (!handOver) return;
  for (const record of openRecords(draft)) {
    if (!madeByThisCall(record, draft.event) || !handOver.from.includes(record.ownerId)) continue;
    const why = because(draft, 'why.owner', {
      entity: say(draft.options.language, `entity.${record.entity}`),
      name: recordName(record),
      owner: ownerText(draft, ownerOfNew(draft)),
    });
    draft.steps.push(ownerStep(draft.callKey, record, handOver.to, why));
  }
}
