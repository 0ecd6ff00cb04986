/** Converts records from HubSpot's format to the product's. */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../model/attribution';
import type { FoundRecord } from '../../model/record';
import { emptyAttribution } from '../../attribution/attribution';
import type { HubSpotEntity } from './entities';
import { CALL_ID, PHONE_KEY } from './properties';

export interface ApiRecord {
  id: string;
  properties: Record<string, string | null>;
  createdAt?: string;
  updatedAt?: string;
  /** Present when asked for by a read of one record. */
  associations?: Record<string, { results: { id: string }[] }>;
}

/** Number of a contact who wrote by WhatsApp; HubSpot calculates no searchable form of it. */
export const WHATSAPP = 'hs_whatsapp_phone_number';
const COMMON = ['hubspot_owner_id', CALL_ID, ...ATTRIBUTION_FIELDS];
/** Properties asked for. Those a portal lacks are left out of the answer without a word. */
export const WANTED: Record<HubSpotEntity, string[]> = {
  contact: [
    'firstname',
    'lastname',
    'email',
    'phone',
    'mobilephone',
    'hs_searchable_calculated_phone_number',
    'hs_searchable_calculated_mobile_number',
    'hs_searchable_calculated_international_phone_number',
    'hs_searchable_calculated_international_mobile_number',
    WHATSAPP,
    'associatedcompanyid',
    'lastmodifieddate',
    PHONE_KEY,
    ...COMMON,
  ],
  company: ['name', 'phone', 'createdate', 'hs_lastmodifieddate', PHONE_KEY, ...COMMON],
  deal: ['dealname', 'dealstage', 'pipeline', 'hs_is_closed', 'createdate', 'hs_lastmodifieddate', ...COMMON],
};

const filled = (value: string | null | undefined): string | null => value?.trim() || null;

function nameOf(entity: HubSpotEntity, properties: ApiRecord['properties']): string | null {
  if (entity === 'deal') return filled(properties.dealname);
  if (entity === 'company') return filled(properties.name);
  return (
    filled([properties.firstname, properties.lastname].filter(Boolean).join(' ')) ?? filled(properties.email)
  );
}

function attributionOf(properties: ApiRecord['properties']): Attribution {
  const attribution = emptyAttribution();
  for (const field of ATTRIBUTION_FIELDS) attribution[field] = filled(properties[field]);
  return attribution;
}

/** Takes a record, its entity, its link and the records it hangs on; returns it in the port's form. */
export function toFound(
  entity: HubSpotEntity,
  record: ApiRecord,
  url: string | null,
  links: { contactIds?: string[]; companyIds?: string[] } = {},
): FoundRecord {
  const { properties } = record;
  const company = filled(properties.associatedcompanyid);
  return {
    entity,
    id: record.id,
    name: nameOf(entity, properties),
    ownerId: filled(properties.hubspot_owner_id),
    // hs_is_closed is calculated; a record made a moment ago may lack it.
    open: entity !== 'deal' || properties.hs_is_closed !== 'true',
    url,
    createdAt: filled(properties.createdate) ?? record.createdAt ?? null,
    // Contacts have hs_lastmodifieddate too, but it stays empty.
    updatedAt:
      filled(properties.lastmodifieddate) ??
      filled(properties.hs_lastmodifieddate) ??
      record.updatedAt ??
      null,
    attribution: attributionOf(properties),
    callId: filled(properties[CALL_ID]),
    contactIds: links.contactIds ?? [],
    companyIds: links.companyIds ?? (company ? [company] : []),
  };
}
