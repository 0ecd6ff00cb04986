import type { HubSpotType, PropertyDef } from './types';

/** `name` or `name:type`; a leading `!` = HubSpot sets it, writing is refused. Options after `=`. */
const COMMON = [
  'hubspot_owner_id:enumeration',
  '!hs_object_id:number',
  '!hs_createdate:datetime',
  '!hs_lastmodifieddate:datetime',
];
const ACTIVITY = [...COMMON, 'hs_timestamp:datetime', 'hs_activity_type', '!hs_body_preview'];

const CALL_STATUS =
  'BUSY,CALLING_CRM_USER,CANCELED,COMPLETED,CONNECTING,FAILED,IN_PROGRESS,MISSED,NO_ANSWER,QUEUED,RINGING';
const LIFECYCLE =
  'subscriber,lead,marketingqualifiedlead,salesqualifiedlead,opportunity,customer,evangelist,other';

const LISTS: Record<HubSpotType, string[]> = {
  contacts: [
    ...COMMON,
    ...[
      'email',
      'firstname',
      'lastname',
      'phone',
      'mobilephone',
      'hs_whatsapp_phone_number',
      'company',
      'jobtitle',
      'website',
      'address',
      'city',
    ],
    ...[
      'state',
      'zip',
      'country',
      'fax',
      'message',
      'hs_language',
      '!createdate:datetime',
      '!lastmodifieddate:datetime',
    ],
    `lifecyclestage:enumeration=${LIFECYCLE}`,
    'hs_lead_status:enumeration=NEW,OPEN,IN_PROGRESS,OPEN_DEAL,UNQUALIFIED,ATTEMPTED_TO_CONTACT,CONNECTED,BAD_TIMING',
    ...[
      '!hs_searchable_calculated_phone_number',
      '!hs_searchable_calculated_mobile_number',
      '!hs_calculated_phone_number',
    ],
    ...[
      '!hs_searchable_calculated_international_phone_number',
      '!hs_searchable_calculated_international_mobile_number',
    ],
    ...[
      '!hs_analytics_source',
      '!hs_analytics_source_data_1',
      '!hs_analytics_source_data_2',
      '!num_associated_deals:number',
    ],
    '!associatedcompanyid:number',
  ],
  companies: [
    ...COMMON,
    ...[
      'name',
      'domain',
      'phone',
      'website',
      'address',
      'city',
      'state',
      'zip',
      'country',
      'industry',
      'description',
    ],
    ...['!createdate:datetime', `lifecyclestage:enumeration=${LIFECYCLE}`, '!hs_analytics_source'],
  ],
  deals: [
    ...COMMON,
    ...[
      'dealname',
      'pipeline:enumeration',
      'dealstage:enumeration',
      'amount:number',
      'closedate:datetime',
      'description',
    ],
    ...['dealtype:enumeration=newbusiness,existingbusiness', 'createdate:datetime', '!hs_is_closed:bool'],
    ...['!hs_is_closed_won:bool', '!hs_analytics_source', 'hs_priority:enumeration=low,medium,high'],
  ],
  leads: [
    ...COMMON,
    ...['hs_lead_name', 'hs_pipeline:enumeration', 'hs_pipeline_stage:enumeration', '!hs_lead_is_open:bool'],
    ...[
      'hs_lead_label:enumeration=WARM,HOT,COLD',
      'hs_lead_type:enumeration=NEW_BUSINESS,RE_ATTEMPTING,UPSELL',
    ],
  ],
  calls: [
    ...ACTIVITY,
    ...[
      'hs_call_title',
      'hs_call_body',
      'hs_call_direction:enumeration=INBOUND,OUTBOUND',
      'hs_call_duration:number',
    ],
    ...[
      `hs_call_status:enumeration=${CALL_STATUS}`,
      'hs_call_from_number',
      'hs_call_to_number',
      'hs_call_recording_url',
    ],
    ...[
      'hs_call_disposition',
      'hs_call_source',
      'hs_call_callee_object_id:number',
      'hs_call_callee_object_type_id',
    ],
    'hs_call_app_id:number',
  ],
  tasks: [
    ...ACTIVITY,
    ...[
      'hs_task_subject',
      'hs_task_body',
      'hs_task_status:enumeration=NOT_STARTED,IN_PROGRESS,WAITING,DEFERRED,COMPLETED',
    ],
    ...[
      'hs_task_priority:enumeration=NONE,LOW,MEDIUM,HIGH',
      'hs_task_reminders',
      '!hs_task_completion_date:datetime',
    ],
    'hs_task_type:enumeration=CALL,TODO,EMAIL,LINKED_IN,LINKED_IN_CONNECT,LINKED_IN_MESSAGE,MEETING',
  ],
  notes: [...ACTIVITY, 'hs_note_body', 'hs_attachment_ids'],
};

const GROUPS: Record<HubSpotType, string> = {
  contacts: 'contactinformation',
  companies: 'companyinformation',
  deals: 'dealinformation',
  leads: 'lead_information',
  calls: 'call',
  tasks: 'task',
  notes: 'note',
};
export const standardGroup = (type: HubSpotType): string => GROUPS[type];

const FIELD_TYPE: Record<PropertyDef['type'], string> = {
  string: 'text',
  number: 'number',
  datetime: 'date',
  bool: 'booleancheckbox',
  enumeration: 'select',
  phone_number: 'phonenumber',
};
export const fieldTypeOf = (type: PropertyDef['type']): string => FIELD_TYPE[type];

function define(text: string, group: string): PropertyDef {
  const readOnly = text.startsWith('!');
  const [head = '', options = ''] = (readOnly ? text.slice(1) : text).split('=');
  const [name = '', kind = 'string'] = head.split(':');
  const type = kind as PropertyDef['type'];
  return {
    name,
    label: name,
    type,
    fieldType: FIELD_TYPE[type],
    groupName: group,
    description: '',
    options: options === '' ? [] : options.split(','),
    unique: false,
    readOnly,
    standard: true,
  };
}

/** Properties of a new portal: HubSpot's own, nothing of any integration. */
export function standardProperties(type: HubSpotType): PropertyDef[] {
  return LISTS[type].map((text) => define(text, GROUPS[type]));
}
