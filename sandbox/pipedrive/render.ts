/** Records as the vendor answers them. */
import type { Account } from './account';
import { customOf } from './custom-values';
import { iso } from './deal-rules';
import { COMPANY_ID, CURRENCY, VISIBLE_TO } from './defaults';
import type { Row, Values } from './types';

/** Keys that are always there, null when unset. */
const NULLS: Partial<Record<Row['type'], string[]>> = {
  person: ['org_id', 'picture_id'],
  organization: ['address', 'website', 'linkedin', 'industry', 'annual_revenue', 'employee_count'],
  deal: [
    'person_id',
    'org_id',
    'probability',
    'lost_reason',
    'close_time',
    'won_time',
    'lost_time',
    'expected_close_date',
    'origin_id',
    'channel',
    'channel_id',
    'source_lead_id',
    'archive_time',
  ],
  activity: [
    'deal_id',
    'lead_id',
    'org_id',
    'project_id',
    'due_time',
    'duration',
    'location',
    'priority',
    'note',
  ],
  lead: [
    'person_id',
    'organization_id',
    'origin_id',
    'channel',
    'channel_id',
    'value',
    'expected_close_date',
  ],
};
const DEFAULTS: Partial<Record<Row['type'], Values>> = {
  person: { emails: [], phones: [], visible_to: VISIBLE_TO, label_ids: [] },
  organization: { visible_to: VISIBLE_TO, label_ids: [] },
  deal: {
    value: 0,
    currency: CURRENCY,
    status: 'open',
    is_archived: false,
    visible_to: VISIBLE_TO,
    label_ids: [],
    origin: 'API',
  },
  activity: { subject: 'Call', type: 'call', busy: false, done: false, participants: [], attendees: [] },
  lead: {
    label_ids: [],
    source_name: 'API',
    origin: 'API',
    is_archived: false,
    was_seen: false,
    visible_to: String(VISIBLE_TO),
  },
};
const fullTime = (time: unknown): unknown =>
  typeof time === 'string' && time.length === 5 ? `${time}:00` : time;

function more(row: Row): Values {
  const { values } = row;
  if (row.type === 'person') {
    const [first = '', ...rest] = String(values['name'] ?? '').split(' ');
    return { first_name: first, last_name: rest.join(' ') || null };
  }
  if (row.type === 'activity') {
    const participants = (values['participants'] ?? []) as { person_id: number; primary?: boolean }[];
    const primary = participants.find((one) => one.primary) ?? participants[0];
    return {
      person_id: primary?.person_id ?? null,
      due_time: fullTime(values['due_time'] ?? null),
      duration: fullTime(values['duration'] ?? null),
    };
  }
  return {};
}

/** A v2 record with all its custom fields, or those of `only` (codes). */
export function renderV2(account: Account, row: Row, only: string[] | null = null): Values {
  const unset = Object.fromEntries((NULLS[row.type] ?? []).map((key) => [key, null]));
  const { type } = row;
  const custom =
    type === 'person' || type === 'organization' || type === 'deal'
      ? { custom_fields: customOf(account, type, row.custom, only) }
      : {};
  return {
    id: row.id,
    ...unset,
    ...DEFAULTS[type],
    ...row.values,
    ...more(row),
    add_time: iso(row.addTime),
    update_time: iso(row.updateTime),
    is_deleted: row.deleted,
    ...custom,
  };
}
/** v1: milliseconds in times, custom fields that are set at the top level. */
export function renderLead(row: Row): Values {
  const unset = Object.fromEntries((NULLS.lead ?? []).map((key) => [key, null]));
  const set = Object.fromEntries(Object.entries(row.custom).filter(([, value]) => value !== null));
  return {
    id: row.id,
    ...unset,
    ...DEFAULTS.lead,
    ...row.values,
    add_time: new Date(row.addTime).toISOString(),
    update_time: new Date(row.updateTime).toISOString(),
    next_activity_id: null,
    cc_email: `sandbox+${COMPANY_ID}+lead@example.com`,
    ...set,
  };
}
function sharedOfActivity({ values }: Row): Values {
  const person = ((values['participants'] ?? []) as { person_id: number }[])[0]?.person_id;
  const { deal_id, lead_id, org_id, note } = values;
  const all = Object.entries({ deal_id, lead_id, org_id, note, person_id: person });
  return Object.fromEntries(all.filter(([, id]) => id !== undefined && id !== null));
}
export function renderCallLog(account: Account, row: Row): Values {
  const { start_time: start, end_time: end, ...values } = row.values;
  const activity = account.find('activity', row.values['activity_id']);
  // The page shows the activity: links and note that it gets later are the call log's too.
  const links = activity && !activity.deleted ? sharedOfActivity(activity) : {};
  const time = (text: unknown): string => `${String(text).replace(' ', 'T')}.000Z`;
  return {
    id: row.id,
    company_id: COMPANY_ID,
    has_recording: account.recordings.has(String(row.id)),
    ...values,
    ...links,
    start_time: time(start),
    end_time: time(end),
  };
}
