/** Records of a lab by Salesforce's names. */
import type { Attribution } from '../../core/model/attribution';
import type { Entity } from '../../core/model/plan';
import type { LabSeed } from '../common/lab';
import { ATTRIBUTION_NAMES, PIPELINES, USERS } from './lab-data';
import type { FakeSalesforce, Values } from './types';

export const OBJECTS: Record<Entity, string> = {
  contact: 'Contact',
  company: 'Account',
  deal: 'Opportunity',
  lead: 'Lead',
};
const DEAL_CLOSES = '2026-12-20';
const DEFAULTS: Record<Entity, Values> = {
  contact: { LastName: 'Known', Phone: '+380671234567' },
  lead: { LastName: 'Known', Company: 'Known', Phone: '+380671234567' },
  company: { Name: 'Known Ltd' },
  deal: {
    Name: 'Open deal',
    StageName: 'Prospecting',
    CloseDate: DEAL_CLOSES,
    RecordTypeId: PIPELINES[0]?.id ?? null,
  },
};
/** How a record ended. A converted lead has left the list of leads but stays in the table. */
const CLOSED: Record<'deal' | 'lead', Record<'won' | 'lost', Values>> = {
  deal: { won: { StageName: 'Closed Won' }, lost: { StageName: 'Closed Lost' } },
  lead: {
    won: { IsConverted: true, Status: 'Closed - Converted' },
    lost: { Status: 'Closed - Not Converted' },
  },
};

/** Values of what a seed or change says; what it leaves out is left out. */
export function valuesOf(entity: Entity, change: LabSeed): Values {
  const { phone, name, email, ownerId, attribution = {}, closed, contactId, companyId, values = {} } = change;
  const isPerson = entity === 'contact' || entity === 'lead';
  const own: Record<string, Values[string] | undefined> = {
    [isPerson ? 'LastName' : 'Name']: name,
    OwnerId: ownerId,
    ...(entity === 'deal' ? {} : { Phone: phone }),
    ...(isPerson ? { Email: email } : {}),
    ...Object.fromEntries(
      Object.entries(attribution).map(([field, value]) => [
        ATTRIBUTION_NAMES[field as keyof Attribution],
        value,
      ]),
    ),
    ...(closed && (entity === 'deal' || entity === 'lead') ? CLOSED[entity][closed] : {}),
    ...(entity === 'lead' ? { ConvertedContactId: contactId, ConvertedAccountId: companyId } : {}),
    ...(entity === 'contact' || entity === 'deal' ? { AccountId: companyId } : {}),
    ...(values as Values),
  };
  return Object.fromEntries(
    Object.entries(own).filter((entry): entry is [string, Values[string]] => entry[1] !== undefined),
  );
}

/** Puts a record in as a person would have; a deal also gets its contact's role and company. Returns its id. */
export function seed(fake: FakeSalesforce, entity: Entity, record: LabSeed = {}): string {
  const { at, contactId } = record;
  const time = at === undefined ? {} : { at };
  const contact = contactId ? fake.records('Contact').find(({ Id }) => Id === contactId) : undefined;
  const company: Values =
    entity === 'deal' && contact?.['AccountId'] ? { AccountId: contact['AccountId'] } : {};
  const values = { OwnerId: USERS.stranger, ...DEFAULTS[entity], ...company, ...valuesOf(entity, record) };
  const id = fake.seed(OBJECTS[entity], values, time);
  if (entity === 'deal' && contactId)
    fake.seed('OpportunityContactRole', { OpportunityId: id, ContactId: contactId, IsPrimary: true }, time);
  return id;
}
