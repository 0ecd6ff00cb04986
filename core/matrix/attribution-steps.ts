/** Steps for records that exist: fill empty attribution, give what this call made to its manager. */
import type { FoundRecord } from '../crm/port';
import { isEmptyAttribution, pickAttribution } from '../attribution/attribution';
import type { Entity } from '../plan/types';
import { say } from '../text/text';
import { because, note, type Draft } from './draft';
import { ownerOfNew, ownerText } from './owner';
import { madeByThisCall } from './this-call';
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
    for (const entity of ['company', 'contact', 'lead', 'deal'] as const)
      if (actions[entity]) ticked.add(entity);
    if (actions.dealIfNone) ticked.add('deal');
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
 * Adds owner steps: a record that an earlier moment of this call gave to its then best owner (the responsible or the
 * senior, because no manager was known) goes to the owner known now. Somebody else's choice is left alone.
 */
export function addOwners(draft: Draft): void {
  const owner = ownerOfNew(draft);
  const id = owner.person?.crmUserId ?? null;
  if (id === null || (owner.by !== 'manager' && owner.by !== 'distributed') || draft.actions.attributionOnly)
    return;
  const stopgaps = [
    null,
    draft.senior?.crmUserId ?? null,
    draft.distributed ? null : (draft.responsible?.crmUserId ?? null),
  ];
  for (const record of openRecords(draft)) {
    if (!madeByThisCall(record, draft.event) || record.ownerId === id || !stopgaps.includes(record.ownerId))
      continue;
    draft.steps.push({
      id: `owner.${record.entity}`,
      kind: 'owner',
      key: `${draft.callKey}_owner_${record.entity}`,
      reason: because(draft, 'why.owner', {
        entity: say(draft.options.language, `entity.${record.entity}`),
        name: recordName(record),
        owner: ownerText(draft, owner),
      }),
      target: { entity: record.entity, id: record.id },
      values: { ownerId: id },
    });
  }
}
