/** Converts records from Zoho's format to the product's. */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../model/attribution';
import { emptyAttribution } from '../../attribution/attribution';
import type { Entity } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { asJson, textOf } from './errors';
import { NAME_FIELD, PHONE_FIELDS, recordModule, type RecordModule } from './modules';
import { attributionField, CALL_ID } from './own-fields';

export type ApiRecord = Record<string, unknown> & { id: string };

const phones = (module: RecordModule): string[] => PHONE_FIELDS[module] ?? [];
/** Fields asked for besides ours. */
const COMMON = ['Owner', 'Created_Time', 'Modified_Time'];
export const STANDARD: Record<RecordModule, string[]> = {
  Leads: ['Last_Name', 'Full_Name', 'Email', ...phones('Leads'), 'Lead_Status', 'Converted__s', ...COMMON],
  Contacts: ['Last_Name', 'Full_Name', 'Email', ...phones('Contacts'), 'Account_Name', ...COMMON],
  Accounts: ['Account_Name', 'Phone', ...COMMON],
  Deals: ['Deal_Name', 'Stage', 'Pipeline', 'Probability', 'Contact_Name', 'Account_Name', ...COMMON],
};

/** Lead statuses Zoho comes with that mean "nothing will come of it"; values stay English in every language. */
const LOST_LEAD = new Set(['Junk Lead', 'Lost Lead', 'Not Qualified']);

const filled = (value: unknown): string | null => textOf(value).trim() || null;
/** Id of a lookup: an object, in COQL sometimes the bare id. */
export const idOf = (value: unknown): string | null => filled(asJson(value).id) ?? filled(value);

function nameOf(module: RecordModule, record: ApiRecord): string | null {
  return filled(record.Full_Name) ?? filled(record[NAME_FIELD[module]]) ?? filled(record.Email);
}

function attributionOf(record: ApiRecord): Attribution {
  const attribution = emptyAttribution();
  for (const field of ATTRIBUTION_FIELDS) attribution[field] = filled(record[attributionField(field)]);
  return attribution;
}

function isConverted(record: ApiRecord): boolean {
  return [record.Converted__s, record.$converted].some((value) => value === true || value === 'true');
}

/** Takes a record, its link and, for a deal, whether its stage is closed; returns it in the port's form. */
export function toFound(
  entity: Entity,
  record: ApiRecord,
  url: string | null,
  closed: boolean | null = null,
): FoundRecord {
  const lost = LOST_LEAD.has(textOf(record.Lead_Status)) || isConverted(record);
  const contact = entity === 'deal' ? idOf(record.Contact_Name) : null;
  const company = entity === 'deal' || entity === 'contact' ? idOf(record.Account_Name) : null;
  return {
    entity,
    id: record.id,
    name: nameOf(recordModule(entity), record),
    ownerId: idOf(record.Owner),
    open: entity === 'lead' ? !lost : closed !== true,
    url,
    createdAt: filled(record.Created_Time),
    updatedAt: filled(record.Modified_Time),
    attribution: attributionOf(record),
    callId: filled(record[CALL_ID]),
    contactIds: contact ? [contact] : [],
    companyIds: company ? [company] : [],
  };
}
