import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { SINGULAR, typesBetween } from './association-types';
import { Refusal, invalid, notFound } from './errors';
import { batchAnswer, readInputs } from './objects-api';
import type { Portal } from './portal';
import type { HubSpotType, Stored } from './types';
import { asObject } from './write';

function need(portal: Portal, type: HubSpotType, id: string): Stored {
  const record = portal.find(type, id);
  if (!record) throw notFound(`No ${SINGULAR[type]} ${id}.`);
  return record;
}

/** Makes the default link and tells both directions of it. */
function linkDefault(portal: Portal, from: Stored, to: Stored): unknown[] {
  if (typesBetween(from.type, to.type).length === 0) {
    throw invalid(`No default association exists from ${from.type} to ${to.type}.`);
  }
  const kinds = portal.defaultTypes(from, to.type);
  for (const kind of kinds) portal.link(from, to, kind);
  portal.reindex(from);
  portal.reindex(to);
  const shown = kinds[0] ?? typesBetween(from.type, to.type)[0];
  const spec = (id: number | undefined): unknown => ({
    associationCategory: 'HUBSPOT_DEFINED',
    associationTypeId: id,
  });
  return [
    { from: { id: from.id }, to: { id: to.id }, associationSpec: spec(shown?.id) },
    { from: { id: to.id }, to: { id: from.id }, associationSpec: spec(shown?.back) },
  ];
}

/** `PUT /crm/objects/{version}/{from}/{id}/associations/default/{to}/{toId}`. */
export function associateOne(
  portal: Portal,
  from: HubSpotType,
  id: string,
  to: HubSpotType,
  toId: string,
): SandboxAnswer {
  return batchAnswer(portal, 200, linkDefault(portal, need(portal, from, id), need(portal, to, toId)));
}

function associateMany(portal: Portal, from: HubSpotType, to: HubSpotType, body: unknown): SandboxAnswer {
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of readInputs(body)) {
    const [fromId, toId] = [asObject(asObject(input).from).id, asObject(asObject(input).to).id];
    try {
      results.push(
        ...linkDefault(portal, need(portal, from, String(fromId)), need(portal, to, String(toId))),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(error.part());
    }
  }
  return batchAnswer(portal, 200, results, errors);
}

function readMany(portal: Portal, from: HubSpotType, to: HubSpotType, body: unknown): SandboxAnswer {
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const id of readInputs(body).map((input) => String(asObject(input).id))) {
    const record = portal.find(from, id);
    const links = record ? portal.linksOf(record).filter((link) => link.to === to) : [];
    if (links.length === 0) {
      const text = `No ${SINGULAR[to]} is associated with ${SINGULAR[from]} ${id}.`;
      errors.push(new Refusal(404, 'OBJECT_NOT_FOUND', text, { context: { fromObjectId: [id] } }).part());
      continue;
    }
    const targets = [...new Set(links.map((link) => link.toId))];
    results.push({
      from: { id },
      to: targets.map((toObjectId) => ({
        toObjectId,
        associationTypes: links
          .filter((link) => link.toId === toObjectId)
          .map((link) => ({ category: 'HUBSPOT_DEFINED', typeId: link.typeId })),
      })),
    });
  }
  return batchAnswer(portal, 200, results, errors);
}

/** Answers `/crm/associations/{version}/{from}/{to}/batch/…`; null for a path it does not know. */
export function associationsApi(
  portal: Portal,
  from: HubSpotType,
  to: HubSpotType,
  rest: string[],
  { method, body }: SandboxRequest,
): SandboxAnswer | null {
  if (method !== 'POST') return null;
  const action = rest.join('/');
  if (action === 'batch/read') return readMany(portal, from, to, body);
  if (action === 'batch/associate/default') return associateMany(portal, from, to, body);
  return null;
}
