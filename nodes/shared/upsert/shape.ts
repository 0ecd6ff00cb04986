/** What differs between the Upsert nodes of the CRMs, beside the provider: which records they offer, and words. */
import { providers, type CrmId, type Entity } from '../../../core';

interface OwnWords {
  /** What the CRM calls a field of a record; default: field. */
  field?: string;
  fields?: string;
  /** What it calls a record, where it is another word than ours. */
  records?: Partial<Record<Entity, string>>;
}
const OWN_WORDS: Partial<Record<CrmId, OwnWords>> = {
  hubspot: { field: 'property', fields: 'properties' },
  salesforce: { records: { company: 'Account', deal: 'Opportunity' } },
  zoho: { records: { company: 'Account' } },
  pipedrive: { records: { company: 'Organization', contact: 'Person' } },
};
/** Resources that are offered beside the provider's entities: they were, and saved workflows may have them. */
const KEPT: Partial<Record<CrmId, Entity[]>> = { hubspot: ['lead'] };

export interface UpsertShape {
  crm: CrmId;
  /** Records offered, in alphabetical order. */
  records: Entity[];
  words: {
    crm: string;
    field: string;
    fields: string;
    Field: string;
    Fields: string;
    records: Partial<Record<Entity, string>>;
  };
}

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Throws when the release has no provider of that CRM: a node without one must not be built. */
export function shapeOf(crm: CrmId): UpsertShape {
  const factory = providers[crm];
  if (!factory) throw new Error(`There is no provider of ${crm} in core/crm/registry.ts.`);
  const { field = 'field', fields = 'fields', records = {} } = OWN_WORDS[crm] ?? {};
  const words = { crm: factory.label, field, fields, Field: titled(field), Fields: titled(fields), records };
  return { crm, records: [...factory.entities, ...(KEPT[crm] ?? [])].sort(), words };
}

/** Record that fields are mapped to most often: the deal, or the lead of a CRM that works with leads. */
export const mainRecord = (records: Entity[]): Entity =>
  (['deal', 'lead', 'contact'] as const).find((record) => records.includes(record)) ?? 'contact';
