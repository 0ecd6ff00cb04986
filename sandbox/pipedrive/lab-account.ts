/** The prepared account: people, pipelines, our fields, and records seeded in the product's words. */
import ours from '../../core/crm/pipedrive/fields.json';
import type { Entity } from '../../core/model/plan';
import type { Lab, LabSeed, Person } from '../common/lab';
import { labPeople } from '../common/lab-people';
import type {
  CustomField,
  FakePipedrive,
  FakePipeline,
  FakeUser,
  FieldOwner,
  PipedriveType,
  Values,
} from './types';

export const USERS: Record<Person, string> = {
  olena: '81001',
  ivan: '81002',
  sofia: '81003',
  lev: '81005',
  maksym: '81006',
  stranger: '89999',
};
/** Won and lost are no stages here, so there is no closed one. */
export const PIPELINES: Lab['pipelines'] = [
  { id: '1', name: 'Sales', open: ['11', '12'], closed: '' },
  { id: '2', name: 'Partners', open: ['21'], closed: '' },
];
export const labPipelines = (): FakePipeline[] =>
  PIPELINES.map(({ id, name, open }) => ({
    id: Number(id),
    name,
    stages: open.map((stage) => ({ id: Number(stage), name: `Stage ${stage}` })),
  }));
/** The token is the stranger's: an administrator who takes no calls. */
export const labUsers = (): FakeUser[] =>
  labPeople.map(({ person, name, email, active }) => ({
    id: Number(USERS[person]),
    name,
    email,
    active,
    admin: person === 'stranger',
  }));

export const TYPE_OF: Record<Entity, PipedriveType> = {
  contact: 'person',
  company: 'organization',
  deal: 'deal',
  lead: 'lead',
};
export const OWNER_OF: Record<Entity, FieldOwner> = {
  contact: 'person',
  company: 'organization',
  deal: 'deal',
  lead: 'deal',
};
const TEXT_CODES: Record<'person' | 'organization' | 'deal', string> = {
  person: 'c0ffee0000000000000000000000000000000001',
  organization: 'c0ffee0000000000000000000000000000000002',
  deal: 'c0ffee0000000000000000000000000000000003',
};
export const TEXT_FIELD: Lab['textField'] = {
  contact: TEXT_CODES.person,
  company: TEXT_CODES.organization,
  deal: TEXT_CODES.deal,
  lead: TEXT_CODES.deal,
};
const OURS = ours as unknown as { entity: keyof typeof TEXT_CODES; fields: CustomField[] }[];
/** What the product would make, by object. */
export const ourFields = (): [FieldOwner, CustomField[]][] =>
  OURS.map(({ entity, fields }) => [entity, fields]);
export const labFields = (): Partial<Record<FieldOwner, CustomField[]>> =>
  Object.fromEntries(
    OURS.map(({ entity, fields }) => [
      entity,
      [...fields.map(({ name, type }) => ({ name, type })), { name: 'Comment', code: TEXT_CODES[entity] }],
    ]),
  );

/** Values by the vendor's names; names and codes of custom fields go to `custom_fields`. */
export function valuesOf(fake: FakePipedrive, entity: Entity, seed: LabSeed): Values {
  const { phone, name, email, ownerId, attribution = {}, closed, contactId, companyId, values = {} } = seed;
  const labelled = (value: string): unknown => [{ value, primary: true, label: 'work' }];
  const status = closed && entity === 'deal' ? { status: closed } : {};
  const archived = closed === 'lost' && entity === 'lead' ? { is_archived: true } : {};
  const phoneField = entity === 'company' ? 'Ringostat phone' : 'phones';
  const plain: Values = {
    ...(name === undefined
      ? {}
      : { [entity === 'contact' || entity === 'company' ? 'name' : 'title']: name }),
    ...(ownerId === undefined ? {} : { owner_id: Number(ownerId) }),
    ...(email && entity === 'contact' ? { emails: labelled(email) } : {}),
    ...(phone && (entity === 'contact' || entity === 'company')
      ? { [phoneField]: entity === 'company' ? phone : labelled(phone) }
      : {}),
    ...(contactId === undefined ? {} : { person_id: Number(contactId) }),
    ...(companyId === undefined
      ? {}
      : { [entity === 'lead' ? 'organization_id' : 'org_id']: Number(companyId) }),
    ...status,
    ...archived,
    ...attribution,
    ...values,
  };
  const fields = fake.fields(OWNER_OF[entity]).filter(({ custom }) => custom);
  const codeOf = (key: string): string | undefined =>
    fields.find(({ name: own, code }) => own === key || code === key)?.code;
  const custom = Object.entries(plain).flatMap(([key, value]) => {
    const code = codeOf(key);
    return code === undefined ? [] : [[code, value] as const];
  });
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([key]) => codeOf(key) === undefined)),
    custom_fields: Object.fromEntries(custom),
  };
}

const DEFAULTS: Record<Entity, LabSeed> = {
  contact: { name: 'Known', phone: '+380671234567', ownerId: USERS.stranger },
  company: { name: 'Known Ltd', ownerId: USERS.stranger },
  lead: { name: 'Known', ownerId: USERS.stranger },
  deal: { name: 'Open deal', ownerId: USERS.stranger, values: { pipeline_id: 1, stage_id: 11 } },
};
/** A lead without contact gets one with its number: it cannot be without in Pipedrive. Won leads are converted: gone. */
export function seedRecord(fake: FakePipedrive, entity: Entity, record: LabSeed = {}): string {
  const own = { ...DEFAULTS[entity], ...record, values: { ...DEFAULTS[entity].values, ...record.values } };
  const needsPerson = entity === 'lead' && own.contactId === undefined && own.companyId === undefined;
  const { name, phone, email, ownerId, at } = own;
  const contact: LabSeed = {
    name,
    ownerId,
    at,
    ...(phone === undefined ? {} : { phone }),
    ...(email ? { email } : {}),
  };
  const seed = needsPerson ? { ...own, contactId: seedRecord(fake, 'contact', contact) } : own;
  const times = at === undefined ? {} : { addTime: at, updateTime: at };
  const id = fake.seed[TYPE_OF[entity]](valuesOf(fake, entity, seed), times);
  if (entity === 'lead' && own.closed === 'won') fake.remove('lead', id);
  return id;
}
