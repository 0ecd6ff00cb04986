/** The operation "create or update": finds a record by number or e-mail and updates it, else creates it. */
import type { FindQuery, RecordInput } from '../port';
import { stepByHand, type ByHand } from '../shared/by-hand';
import type { Entity } from '../../model/plan';
import type { PhoneForms } from '../../phone/types';
import type { HubSpotApi, Properties } from './api';
import type { Target } from './associations';
import { createRecord } from './create';
import { noLeads, typeOf, type HubSpotEntity } from './entities';
import { findRecords } from './find';
import type { Links } from './links';
import { WANTED } from './records';
import { updateRecord } from './update';
import { without } from '../shared/text';
import { filled } from './values';
import { withStage } from './stages';
import { startWork, type Work } from './work';
import { dealsOf } from './search';

/** What to do about a lead. */
const CHOOSE = 'Choose contact, company or deal.';

interface Match {
  found: { id: string; by: string } | null;
  /** Newest of the contact's closed deals: part of a new deal's key. */
  closedDeal: string | null;
}
const NO_MATCH: Match = { found: null, closedDeal: null };

export function queryFor(entity: Entity, phone: PhoneForms | null, email: string | null): FindQuery {
  return { phone, email, googleClientId: null, entities: [entity], closedDeals: false, recent: {} };
}
async function match(
  api: HubSpotApi,
  links: Links,
  entity: HubSpotEntity,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<Match> {
  if (entity === 'deal') {
    if (!input.contactId) return NO_MATCH;
    const deals = await dealsOf({ api, urgent: false }, [input.contactId]);
    const open = deals.find(({ properties }) => properties.hs_is_closed !== 'true');
    const closed = deals.find(({ properties }) => properties.hs_is_closed === 'true');
    return { found: open ? { id: open.id, by: 'openDeal' } : null, closedDeal: closed?.id ?? null };
  }
  const email = entity === 'contact' ? (input.email ?? null) : null;
  if (!phone && !email) return NO_MATCH;
  const found = await findRecords(api, links, queryFor(entity, phone, email));
  const [record] = found.filter((one) => one.entity === entity);
  return { ...NO_MATCH, found: record ? { id: record.id, by: phone ? 'phone' : 'email' } : null };
}

/** A deal given by number alone is that of the contact with this number. */
async function withContact(
  api: HubSpotApi,
  links: Links,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<RecordInput> {
  if (input.contactId || !phone) return input;
  const found = await findRecords(api, links, queryFor('contact', phone, null));
  const contactId = found.find((record) => record.entity === 'contact')?.id ?? null;
  return { ...input, contactId };
}

/** Values given by hand, by property name. */
function valuesOf(entity: HubSpotEntity, input: RecordInput): Properties {
  const { phone, email, name, ownerId, pipeline, stage, fields = {} } = input;
  const own: Record<HubSpotEntity, Record<string, string | null | undefined>> = {
    contact: { firstname: name, phone, email },
    company: { name, phone },
    deal: { dealname: name, pipeline, dealstage: stage },
  };
  return { ...filled({ ...own[entity], hubspot_owner_id: ownerId }), ...fields };
}

/** A pipeline given without a stage: the deal stays where it is in that pipeline, else it goes to the first open stage. */
async function placeOf(work: Work, id: string, values: Properties): Promise<Properties> {
  if (!values.pipeline || values.dealstage) return values;
  const deal = await work.api.read('deals', id, { properties: ['pipeline'] });
  return deal?.properties.pipeline === values.pipeline
    ? without(values, 'pipeline')
    : withStage(work, values);
}

/** As CrmProvider.createOrUpdate. A found record keeps its phone and what is not given. Throws CrmError. */
export async function createOrUpdate(
  api: HubSpotApi,
  links: Links,
  entity: Entity,
  typed: RecordInput,
  phone: PhoneForms | null,
): Promise<ByHand> {
  if (entity === 'lead') throw noLeads(CHOOSE);
  const type = typeOf(entity);
  if (!type) throw noLeads(CHOOSE);
  const work = startWork(api, links);
  const input = entity === 'deal' ? await withContact(api, links, typed, phone) : typed;
  const known = await match(api, links, entity, input, phone);
  const update = async (id: string, matchedBy: string): Promise<ByHand> => {
    const given = without(valuesOf(entity, input), 'phone');
    const values = entity === 'deal' ? await placeOf(work, id, given) : given;
    if (Object.keys(values).length > 0) await updateRecord(work, type, id, values, `updating the ${entity}`);
    return { id, url: links.url(entity, id), created: false, matchedBy };
  };
  if (known.found) return update(known.found.id, known.found.by);
  const step = stepByHand(entity, input, phone, known);
  const targets: Target[] =
    input.contactId && entity !== 'contact' ? [{ type: 'contacts', id: input.contactId }] : [];
  const written = await createRecord(work, step, targets);
  if (written.status === 'alreadyThere') return update(written.id, 'key');
  return { id: written.id, url: links.url(entity, written.id), created: true, matchedBy: null };
}

/** As CrmProvider.get: id, link and properties; null when there is none. Throws CrmError. */
export async function getRecord(
  api: HubSpotApi,
  links: Links,
  entity: Entity,
  by: { id: string } | { phone: PhoneForms },
): Promise<Record<string, unknown> | null> {
  if (entity === 'lead') throw noLeads(CHOOSE);
  const type = typeOf(entity);
  if (!type) throw noLeads(CHOOSE);
  let id = 'id' in by ? by.id : null;
  if ('phone' in by) {
    const found = await findRecords(api, links, queryFor(entity, by.phone, null));
    id = found.find((record) => record.entity === entity && record.open)?.id ?? null;
  }
  const record = id === null ? null : await api.read(type, id, { properties: WANTED[entity] });
  return record ? { id: record.id, url: links.url(entity, record.id), ...record.properties } : null;
}
