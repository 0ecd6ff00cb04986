/** Fields every account has, as the vendor's field lists show them: name, code, type. */
import { PRIORITIES } from './defaults';
import type { FakeField, FieldOwner } from './types';

type Line = [name: string, code: string, type: string];
const COMMON: Line[] = [
  ['ID', 'id', 'int'],
  ['Owner', 'owner_id', 'user'],
  ['Created', 'add_time', 'date'],
  ['Update time', 'update_time', 'date'],
];
const CONTACT: Line[] = [
  ['Name', 'name', 'varchar'],
  ['Visible to', 'visible_to', 'visible_to'],
  ['Labels', 'label_ids', 'set'],
];
const LINES: Record<FieldOwner, Line[]> = {
  deal: [
    ...COMMON,
    ['Title', 'title', 'varchar'],
    ['Value', 'value', 'monetary'],
    ['Contact person', 'person_id', 'people'],
    ['Organization', 'org_id', 'org'],
    ['Pipeline', 'pipeline_id', 'int'],
    ['Stage', 'stage_id', 'stage'],
    ['Status', 'status', 'status'],
    ['Expected close date', 'expected_close_date', 'date'],
    ['Lost reason', 'lost_reason', 'varchar_options'],
    ['Visible to', 'visible_to', 'visible_to'],
  ],
  person: [
    ...COMMON,
    ...CONTACT,
    ['Phone', 'phones', 'phone'],
    ['Email', 'emails', 'varchar'],
    ['Organization', 'org_id', 'org'],
  ],
  organization: [...COMMON, ...CONTACT, ['Address', 'address', 'address'], ['Website', 'website', 'varchar']],
  activity: [
    ...COMMON,
    ['Subject', 'subject', 'varchar'],
    ['Type', 'type', 'enum'],
    ['Due date', 'due_date', 'date'],
    ['Due time', 'due_time', 'time'],
    ['Duration', 'duration', 'time'],
    ['Done', 'done', 'boolean'],
    ['Note', 'note', 'text'],
    ['Priority', 'priority', 'enum'],
  ],
};

/** A fresh copy. */
export const standardFields = (owner: FieldOwner): FakeField[] =>
  LINES[owner].map(([name, code, type]) => ({
    name,
    code,
    type,
    options: code === 'priority' ? PRIORITIES : null,
    custom: false,
    more: {},
    required: false,
  }));
