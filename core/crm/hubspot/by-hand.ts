/** One record by hand: found by number or e-mail and changed, else made. */
import type { FindQuery, RecordInput } from '../port';
import type { CreateStep, Entity } from '../../plan/types';
import type { PhoneForms } from '../../phone/types';
import { emptyAttribution } from '../../attribution/attribution';
import type { HubSpotApi, Properties } from './api';
import type { Target } from './associations';
import { createRecord } from './create';
import { typeOf, type HubSpotEntity } from './entities';
import { hubSpotError } from './errors';
import { findRecords } from './find';
import type { Links } from './links';
import { WANTED } from './records';
import { updateRecord } from './update';
import { filled, without } from './values';
import { startWork } from './work';
import { dealsOf } from './search';

export interface ByHand {
  id: string;
  url: string | null;
  created: boolean;
  matchedBy: string | null;
}
type Match = { id: string; by: string } | null;

export function queryFor(entity: Entity, phone: PhoneForms | null, email: string | null): FindQuery {
  return { phone, email, googleClientId: null, entities: [entity], closedDeals: false, recent: {} };
}
function noLeads(): never {
  throw hubSpotError(
    'permanent',
    'leads are not kept in this integration.',
    'Choose contact, company or deal.',
  );
}

async function match(
  api: HubSpotApi,
  links: Links,
  entity: HubSpotEntity,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<Match> {
  if (entity === 'deal') {
    if (!input.contactId) return null;
    const [deal] = (await dealsOf({ api, urgent: false }, [input.contactId])).filter(
      ({ properties }) => properties.hs_is_closed !== 'true',
    );
    return deal ? { id: deal.id, by: 'openDeal' } : null;
  }
  const email = entity === 'contact' ? (input.email ?? null) : null;
  if (!phone && !email) return null;
  const found = await findRecords(api, links, queryFor(entity, phone, email));
  const [record] = found.filter((one) => one.entity === entity);
  return record ? { id: record.id, by: phone ? 'phone' : 'email' } : null;
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

/** As CrmProvider.createOrUpdate. A found record keeps its phone and what is not given. Throws CrmError. */
export async function createOrUpdate(
  api: HubSpotApi,
  links: Links,
  entity: Entity,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<ByHand> {
  if (entity === 'lead') return noLeads();
  const type = typeOf(entity);
  if (!type) return noLeads();
  const work = startWork(api, links);
  const known = await match(api, links, entity, input, phone);
  const update = async (id: string, matchedBy: string): Promise<ByHand> => {
    const values = without(valuesOf(entity, input), 'phone');
    if (Object.keys(values).length > 0) await updateRecord(work, type, id, values, `updating the ${entity}`);
    return { id, url: links.url(entity, id), created: false, matchedBy };
  };
  if (known) return update(known.id, known.by);
  const number = phone?.e164 ?? input.phone ?? null;
  const step: CreateStep = {
    id: entity,
    kind: entity,
    key: phone?.digits ?? '',
    reason: { code: 'byHand', params: {}, text: '' },
    links: [],
    stateKey: null,
    values: {
      name: input.name?.trim() || input.email || phone?.international || number || '',
      phone: number,
      email: input.email ?? null,
      ownerId: input.ownerId ?? null,
      attribution: emptyAttribution(),
      callId: null,
      pipeline: input.pipeline ?? null,
      stage: input.stage ?? null,
      fields: input.fields ?? {},
    },
  };
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
  if (entity === 'lead') return noLeads();
  const type = typeOf(entity);
  if (!type) return noLeads();
  let id = 'id' in by ? by.id : null;
  if ('phone' in by) {
    const found = await findRecords(api, links, queryFor(entity, by.phone, null));
    id = found.find((record) => record.entity === entity && record.open)?.id ?? null;
  }
  const record = id === null ? null : await api.read(type, id, { properties: WANTED[entity] });
  return record ? { id: record.id, url: links.url(entity, record.id), ...record.properties } : null;
}
