/** The organisation the lab starts with, and seeds in Zoho's words. */
import ourFields from '../../core/crm/zoho/own-fields.json';
import type { Entity } from '../../core/model/plan';
import type { LabSeed, Person } from '../common/lab';
import { labPeople } from '../common/lab-people';
import type {
  CustomField,
  FakeLayout,
  FakePipeline,
  FakeUser,
  FakeZoho,
  PlainLayout,
  Values,
  ZohoModule,
} from './types';

export const OUR_FIELDS = ourFields as { module: ZohoModule; fields: CustomField[] }[];
export const USERS: Record<Person, string> = {
  olena: '4876876000000225001',
  ivan: '4876876000000225002',
  sofia: '4876876000000225003',
  lev: '4876876000000225005',
  maksym: '4876876000000225006',
  stranger: '4876876000000225099',
};
export const MODULE_OF: Record<Entity, ZohoModule> = {
  lead: 'Leads',
  contact: 'Contacts',
  company: 'Accounts',
  deal: 'Deals',
};
export const PARTNERS = 'Partners';
/** Layouts beside the first one. */
export const OTHER_LAYOUTS: Record<'deal' | 'lead', PlainLayout> = {
  deal: { id: '4876876000000091024', name: 'Partner deals' },
  lead: { id: '4876876000000091056', name: 'Partner leads' },
};
/** Zoho stores names, not ids, in deals. */
export const PIPELINES = [
  {
    id: 'Standard (Standard)',
    name: 'Standard (Standard)',
    open: ['Qualification', 'Needs Analysis'],
    closed: 'Closed Lost',
  },
  { id: PARTNERS, name: PARTNERS, open: ['Partner New'], closed: 'Partner Lost' },
];
const LOST_LEAD = 'Lost Lead';

function pipeline({ name, open, closed }: (typeof PIPELINES)[number], index: number): FakePipeline {
  const base = `4876876000000${index + 1}`;
  const won = index === 0 ? 'Closed Won' : 'Partner Won';
  return {
    id: `${base}01000`,
    name,
    stages: [
      ...open.map((stage, place) => ({ id: `${base}0200${place}`, name: stage, type: 'Open' as const })),
      { id: `${base}02008`, name: won, type: 'Closed Won' },
      { id: `${base}02009`, name: closed, type: 'Closed Lost' },
    ],
  };
}
export const dealLayouts = (): FakeLayout[] => [
  { id: '4876876000000091023', name: 'Standard', pipelines: PIPELINES.map(pipeline) },
];
/** The integration's own user comes first: tokens are his. */
export const labUsers = (): FakeUser[] => [
  { id: '4876876000000225090', name: 'Integration', email: 'integration@example.com', active: true },
  ...labPeople.map(({ person, name, email, active }) => ({ id: USERS[person], name, email, active })),
];

function nameValues(entity: Entity, name: string): Values {
  if (entity === 'deal') return { Deal_Name: name };
  if (entity === 'company') return { Account_Name: name };
  const [first = '', ...rest] = name.split(' ');
  return rest.length > 0 ? { First_Name: first, Last_Name: rest.join(' ') } : { Last_Name: first };
}
function closedValues(entity: Entity, how: 'won' | 'lost'): Values {
  if (entity === 'deal') return { Stage: how === 'won' ? 'Closed Won' : 'Closed Lost' };
  return how === 'won' ? { Converted__s: true } : { Lead_Status: LOST_LEAD };
}
export const isLostLead = (status: unknown): boolean => status === LOST_LEAD;

/** What a seed says, by Zoho's names; what it does not say is left out. */
export function valuesOf(entity: Entity, seed: LabSeed): Values {
  const { phone, name, email, ownerId, attribution = {}, closed, contactId, companyId, values = {} } = seed;
  const marks = Object.entries(attribution).map(([key, value]) => [`rs_${key}`, value]);
  const contact = entity === 'lead' ? 'Converted_Contact' : 'Contact_Name';
  return {
    ...(phone === undefined || entity === 'deal' ? {} : { Phone: phone }),
    ...(email === undefined || entity === 'company' || entity === 'deal' ? {} : { Email: email }),
    ...(name === undefined ? {} : nameValues(entity, name)),
    ...(ownerId === undefined ? {} : { Owner: { id: ownerId } }),
    ...(Object.fromEntries(marks) as Values),
    ...(closed ? closedValues(entity, closed) : {}),
    ...(contactId ? { [contact]: { id: contactId } } : {}),
    ...(companyId ? { Account_Name: { id: companyId } } : {}),
    ...values,
  };
}
const DEFAULTS: Record<Entity, LabSeed> = {
  contact: { name: 'Known', phone: '+380671234567' },
  lead: { name: 'Known', phone: '+380671234567' },
  company: { name: 'Known Ltd' },
  deal: { name: 'Open deal', values: { Pipeline: 'Standard (Standard)', Stage: 'Qualification' } },
};
export function seedRecord(fake: FakeZoho, entity: Entity, seed: LabSeed = {}): string {
  const values = {
    Owner: { id: USERS.stranger },
    ...valuesOf(entity, DEFAULTS[entity]),
    ...valuesOf(entity, seed),
  };
  const at = seed.at === undefined ? {} : { createdAt: seed.at, updatedAt: seed.at };
  return fake.seed(MODULE_OF[entity], values, at);
}
