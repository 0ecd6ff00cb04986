/** Keys each write takes, as the vendor's description lists them. Others are refused. */
import type { Kind } from './value-kinds';
import type { PipedriveType } from './types';

interface WriteShape {
  create: Record<string, Kind>;
  update: Record<string, Kind>;
  required: string[];
  /** May be null. */
  nullable: string[];
}
const person: Record<string, Kind> = {
  name: 'text',
  owner_id: 'integer',
  org_id: 'integer',
  emails: 'labelled',
  phones: 'labelled',
  visible_to: 'integer',
  label_ids: 'integers',
  custom_fields: 'object',
};
const organization: Record<string, Kind> = {
  name: 'text',
  owner_id: 'integer',
  visible_to: 'integer',
  label_ids: 'integers',
  address: 'address',
  website: 'text',
  linkedin: 'text',
  industry: 'integer',
  annual_revenue: 'integer',
  employee_count: 'integer',
  custom_fields: 'object',
};
const deal: Record<string, Kind> = {
  title: 'text',
  owner_id: 'integer',
  person_id: 'integer',
  org_id: 'integer',
  pipeline_id: 'integer',
  stage_id: 'integer',
  value: 'number',
  currency: 'text',
  is_deleted: 'boolean',
  is_archived: 'boolean',
  archive_time: 'text',
  status: 'text',
  probability: 'number',
  lost_reason: 'text',
  visible_to: 'integer',
  close_time: 'text',
  won_time: 'text',
  lost_time: 'text',
  expected_close_date: 'date',
  label_ids: 'integers',
  custom_fields: 'object',
};
const activity: Record<string, Kind> = {
  subject: 'text',
  type: 'text',
  owner_id: 'integer',
  deal_id: 'integer',
  lead_id: 'uuid',
  org_id: 'integer',
  project_id: 'integer',
  due_date: 'date',
  due_time: 'time',
  duration: 'duration',
  busy: 'boolean',
  done: 'boolean',
  location: 'address',
  participants: 'participants',
  attendees: 'attendees',
  public_description: 'text',
  priority: 'integer',
  note: 'text',
};
const lead: Record<string, Kind> = {
  title: 'text',
  owner_id: 'integer',
  label_ids: 'uuids',
  person_id: 'integer',
  organization_id: 'integer',
  value: 'money',
  expected_close_date: 'date',
  visible_to: 'text',
  was_seen: 'boolean',
  channel: 'integer',
  channel_id: 'text',
};
const callLog: Record<string, Kind> = {
  user_id: 'integer',
  activity_id: 'integer',
  subject: 'text',
  duration: 'text',
  outcome: 'text',
  from_phone_number: 'text',
  to_phone_number: 'text',
  start_time: 'dateTime',
  end_time: 'dateTime',
  person_id: 'integer',
  org_id: 'integer',
  deal_id: 'integer',
  lead_id: 'uuid',
  note: 'text',
};
const closing = ['probability', 'lost_reason', 'close_time'];

export const SHAPES: Record<PipedriveType, WriteShape> = {
  person: { create: { ...person, add_time: 'text' }, update: person, required: ['name'], nullable: [] },
  organization: {
    create: { ...organization, add_time: 'text' },
    update: organization,
    required: ['name'],
    nullable: ['website', 'linkedin', 'industry', 'annual_revenue', 'employee_count'],
  },
  deal: { create: deal, update: deal, required: ['title'], nullable: closing },
  activity: { create: activity, update: activity, required: [], nullable: [] },
  lead: {
    create: { ...lead, origin_id: 'text' },
    update: { ...lead, is_archived: 'boolean' },
    required: ['title'],
    nullable: ['value', 'expected_close_date', 'channel', 'channel_id', 'origin_id'],
  },
  callLog: {
    create: callLog,
    update: {},
    required: ['outcome', 'to_phone_number', 'start_time', 'end_time'],
    nullable: [],
  },
};
/** Of persons, there only where the company syncs its contacts (docs/reference/pipedrive.md#values). */
export const CONTACT_SYNC = ['job_title', 'im', 'birthday', 'postal_address', 'notes', 'marketing_status'];
export const OUTCOMES = ['connected', 'no_answer', 'left_message', 'left_voicemail', 'wrong_number', 'busy'];
