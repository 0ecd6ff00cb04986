/** A workspace as NetHunt makes it for sales, plus the fields and the folder a builder adds for Ringostat. */
import type { FakeField, FakeFolder, FieldType } from './types';

const field = (name: string, type: FieldType = 'text', more: Partial<FakeField> = {}): FakeField => ({
  name,
  type,
  ...more,
});
const texts = (...names: string[]): FakeField[] => names.map((name) => field(name));

export const OWN_FIELDS = [
  'UTM source',
  'UTM medium',
  'UTM campaign',
  'UTM term',
  'UTM content',
  'Google client id',
  'Ringostat call id',
];
export const DEAL_KEY = 'Ringostat deal key';
export const STAGES = ['New', 'Qualified', 'Won', 'Lost', 'Partner new', 'Partner won', 'Partner lost'];

const folder = (id: string, name: string, fields: FakeField[]): FakeFolder => ({
  id,
  name,
  fields,
  access: 'write',
});

/** Ids look like the vendor's. */
export const standardFolders = (): FakeFolder[] => [
  folder('59c2a1f20a975a0a2b7e1a01', 'Contacts', [
    field('Name', 'text', { required: true }),
    field('Phone', 'phone'),
    field('Email', 'email'),
    field('Manager', 'people'),
    field('Source', 'select', { options: ['Website', 'Ringostat'] }),
    field('Company', 'reference'),
    field('Stage', 'select', { options: ['New', 'In progress'] }),
    ...texts('Notes', ...OWN_FIELDS),
  ]),
  folder('59c2a1f20a975a0a2b7e1a02', 'Companies', [
    field('Name', 'text', { required: true }),
    field('Phone', 'phone'),
    field('Manager', 'people'),
    ...texts('Notes', ...OWN_FIELDS),
  ]),
  folder('59c2a1f20a975a0a2b7e1a03', 'Deals', [
    field('Name', 'text', { required: true }),
    field('Contact', 'reference'),
    field('Company', 'reference'),
    field('Pipeline', 'select', { options: ['Sales', 'Partners'] }),
    field('Stage', 'select', { options: [...STAGES] }),
    field('Manager', 'people'),
    ...texts('Notes', ...OWN_FIELDS, DEAL_KEY),
  ]),
  folder('59c2a1f20a975a0a2b7e1a04', 'Tasks', [
    field('Name', 'text', { required: true }),
    field('Due date', 'dateTime'),
    field('Completed', 'boolean'),
    field('Assignee', 'people'),
    field('Priority', 'select', { options: ['Low', 'Normal', 'High'] }),
    field('Description'),
    field('Record links', 'reference'),
  ]),
  folder('59c2a1f20a975a0a2b7e1a05', 'Ringostat calls', [
    field('Name', 'text', { required: true }),
    field('Type'),
    field('Number', 'phone'),
    field('Date and time', 'dateTime'),
    field('Status'),
    field('Talk time, s', 'number'),
    field('Contact', 'reference'),
    field('Deal', 'reference'),
    field('Company', 'reference'),
    field('Employee', 'people'),
    ...texts('Recording', 'Description', 'Ringostat call id'),
  ]),
];
