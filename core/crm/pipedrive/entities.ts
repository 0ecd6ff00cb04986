/** Our entities and Pipedrive's objects. Leads share the fields of deals. */
import type { Entity } from '../../model/plan';
import type { Collection, FieldList } from './endpoints';

interface Kind {
  collection: Collection;
  fields: FieldList;
  /** Pipedrive's word for one of them. */
  object: 'person' | 'organization' | 'deal' | 'lead';
  /** Path of its page in Pipedrive. */
  page: string;
}
export const KINDS: Readonly<Record<Entity, Kind>> = {
  contact: { collection: 'persons', fields: 'personFields', object: 'person', page: 'person' },
  company: {
    collection: 'organizations',
    fields: 'organizationFields',
    object: 'organization',
    page: 'organization',
  },
  deal: { collection: 'deals', fields: 'dealFields', object: 'deal', page: 'deal' },
  lead: { collection: 'leads', fields: 'dealFields', object: 'lead', page: 'leads/inbox' },
};
