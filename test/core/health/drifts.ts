/** What a person changes in a CRM after the flow was set up, and what the health check must name then. Data for drifts.test.ts. */
import type { CrmId, Entity } from '../../../core/model/plan';
import type { Lab, LabObject, LayoutDrift, Drift } from '../../../sandbox/common/lab';
import type { Settings } from '../../scenarios/types';

export interface PlantedDrift {
  what: string;
  crm: CrmId;
  /** Way to sign in; default: the CRM's usual one. */
  signIn?: string;
  /** Plants it. Throws when this lab cannot. */
  plant: (lab: Lab) => void;
  /** All stand in one finding of level problem or warning. */
  named: (string | RegExp)[];
  /** One fault that more than one finding tells; default: exactly one. */
  several?: true;
  /** What the builder chose beside the preset. */
  settings?: (lab: Lab) => Partial<Settings>;
}

interface Fields {
  crm: CrmId;
  signIn?: string;
  /** In the vendor's words. */
  objects: Partial<Record<LabObject, string>>;
  drifts: [Drift, LabObject, string[]][];
}
/** Fields that the plan fills by itself, changed in the settings of the CRM. */
const FIELDS: Fields[] = [
  {
    crm: 'hubspot',
    objects: { contact: 'contacts', deal: 'deals', callRecord: 'calls', task: 'tasks' },
    drifts: [
      ['required', 'contact', ['city']],
      ['required', 'deal', ['closedate']],
      ['required', 'callRecord', ['hs_call_source']],
      ['required', 'task', ['hs_task_reminders']],
      ['readOnly', 'contact', ['firstname', 'phone']],
      ['readOnly', 'deal', ['hubspot_owner_id']],
      ['readOnly', 'callRecord', ['hs_call_disposition', 'hs_call_from_number']],
      ['readOnly', 'task', ['hs_task_priority']],
      ['short', 'contact', ['phone']],
      ['short', 'callRecord', ['hs_call_title', 'hs_call_body']],
      ['gone', 'callRecord', ['ringostat_call_id']],
      ['number', 'contact', ['utm_source']],
    ],
  },
  {
    crm: 'salesforce',
    objects: { lead: 'Lead', callRecord: 'Task', task: 'Task' },
    drifts: [
      ['readOnly', 'lead', ['Phone', 'Email']],
      ['readOnly', 'callRecord', ['CallDisposition', 'CallType', 'CallObject', 'Description', 'Priority']],
      ['readOnly', 'task', ['ReminderDateTime']],
      ['list', 'lead', ['rs_utm_medium__c']],
      ['number', 'lead', ['rs_utm_content__c']],
      ['short', 'lead', ['rs_utm_term__c']],
      ['gone', 'lead', ['Phone']],
      ['gone', 'callRecord', ['CallDisposition']],
      ['gone', 'lead', ['rs_utm_source__c']],
    ],
  },
  {
    crm: 'zoho',
    objects: { lead: 'Leads', callRecord: 'Calls', task: 'Tasks' },
    drifts: [
      ['required', 'lead', ['Mobile', 'Email']],
      ['required', 'callRecord', ['Call_Purpose']],
      ['short', 'lead', ['Company']],
      ['list', 'lead', ['rs_utm_source']],
      ['number', 'lead', ['rs_utm_medium']],
      ['gone', 'lead', ['rs_utm_campaign']],
    ],
  },
  {
    crm: 'pipedrive',
    objects: { contact: 'persons', deal: 'deals' },
    drifts: [
      ['list', 'deal', ['utm_source']],
      ['number', 'deal', ['utm_medium']],
      ['number', 'contact', ['utm_source']],
      ['gone', 'deal', ['Ringostat call id']],
    ],
  },
  {
    crm: 'nethunt',
    objects: { contact: 'contacts', deal: 'deals', callRecord: 'calls' },
    drifts: [
      ['gone', 'contact', ['UTM source', 'UTM campaign']],
      ['gone', 'deal', ['Google client id']],
    ],
  },
  {
    // Kinds of fields are told by the second API only, and numbers and dates alone of them.
    crm: 'nethunt',
    signIn: 'apiV2',
    objects: { contact: 'contacts' },
    drifts: [
      ['number', 'contact', ['UTM source', 'UTM term']],
      ['gone', 'contact', ['UTM campaign']],
    ],
  },
];

const ofFields: PlantedDrift[] = FIELDS.flatMap(({ crm, signIn, objects, drifts }) =>
  drifts.flatMap(([what, object, names]) =>
    names.map((name): PlantedDrift => ({
      what: `${what} ${object} ${name}${signIn ? ` (${signIn})` : ''}`,
      crm,
      ...(signIn ? { signIn } : {}),
      plant: (lab) => {
        if (!lab.drift(what, object, name)) throw new Error(`This lab cannot plant ${what} ${name}.`);
      },
      named: [name, objects[object] ?? ''],
      // Some presets write done tasks in place of call records.
      ...(object === 'callRecord' ? { settings: () => ({ rows: { R5: { callRecord: true } } }) } : {}),
    })),
  ),
);

/** In every CRM, the vendor's words for deals. */
const DEALS: Record<CrmId, RegExp> = {
  hubspot: /deals/,
  salesforce: /Opportunity/,
  zoho: /Deals/,
  nethunt: /deals/,
  pipedrive: /deals/,
};
const CRMS = Object.keys(DEALS) as CrmId[];
const dealsToo = { rows: { R1: { deal: true }, R5: { deal: true, callRecord: true } } } as const;
const variable = { type: 'variable', name: 'pool_name' } as const;
const placed = (lab: Lab, of: number): Partial<Settings> => {
  const { id = '', open = [] } = lab.pipelines[of] ?? {};
  const rule = {
    variable: 'pool_name',
    operator: 'equals',
    value: 'Ads',
    pipeline: id,
    stage: open.at(-1) ?? '',
  } as const;
  return { pipelineRules: [rule] };
};
const mapped = (entity: 'deal', lab: Lab): Partial<Settings> => ({
  ...dealsToo,
  mapping: [{ entity, field: lab.textField[entity] ?? '', source: variable }],
});

const required = (crm: CrmId, entity: Entity, object: string): PlantedDrift => ({
  what: `a field nobody fills is required of every ${entity}`,
  crm,
  plant: (lab) => void lab.requireField(entity, 'must_have'),
  named: ['must_have', object],
});

/** What a person chose in the nodes and another took away in the CRM. NetHunt tells neither pipelines nor stages. */
const ofPlaces = (crm: CrmId): PlantedDrift[] => [
  {
    what: 'the pipeline of a rule is deleted',
    crm,
    settings: (lab) => placed(lab, 1),
    plant: (lab) => lab.removePipeline(lab.pipelines[1]?.id ?? ''),
    named: [/no pipeline/],
  },
  {
    what: 'the stage of a rule is deleted',
    crm,
    settings: (lab) => placed(lab, 0),
    plant: (lab) => lab.removeStage(lab.pipelines[0]?.open[1] ?? ''),
    named: [/no stage/],
  },
];
const ofRights = (crm: CrmId): PlantedDrift[] => [
  {
    what: 'the credential may read all and write nothing any more',
    crm,
    settings: () => dealsToo,
    plant: (lab) => lab.withdrawWrites(),
    named: [DEALS[crm]],
  },
  {
    what: 'the credential may not make deals any more',
    crm,
    settings: () => dealsToo,
    plant: (lab) => void lab.forbidCreation('deal'),
    named: [DEALS[crm]],
  },
  {
    what: 'the credential may not touch deals any more',
    crm,
    settings: () => dealsToo,
    plant: (lab) => lab.limitRights(),
    named: [/deal|opportunit/i],
    // Reading, writing, fields and pipelines are rights of their own.
    several: true,
  },
  {
    what: 'the mapped field is no text any more, or gone',
    crm,
    settings: (lab) => mapped('deal', lab),
    plant: (lab) => {
      const field = lab.textField.deal ?? '';
      if (!(['gone', 'number', 'readOnly', 'short'] as const).some((what) => lab.drift(what, 'deal', field)))
        throw new Error(`This lab cannot change ${field}.`);
    },
    named: [DEALS[crm]],
  },
];

/** What the vendor's layouts lack is lost in silence. */
const ofLayouts: PlantedDrift[] = (['deal', 'lead'] as const).map((entity) => ({
  what: `a second layout of every ${entity} lacks our fields`,
  crm: 'zoho',
  plant: (lab) => void lab.otherLayout?.(entity),
  named: [`Partner ${entity}s`, 'rs_state_key', 'rs_call_id'],
}));

/** Every kind of record, of calls of every direction and outcome. */
const WHOLE = {
  company: true,
  contact: true,
  deal: true,
  callRecord: true,
  taskManager: { state: 'done' },
  taskSenior: { state: 'open' },
} as const;
const EVERYTHING: Partial<Settings> = { rows: { R3: WHOLE, R4: WHOLE, R7: WHOLE, R10: WHOLE } };
/** Of each kind of record in Zoho: its module, a key of ours, a field nothing fills, values of lists that are written. */
const LAID_OUT: Record<
  LabObject,
  { module: string; own: string; unfilled: string; lists: [string, string][] }
> = {
  lead: { module: 'Leads', own: 'rs_state_key', unfilled: 'City', lists: [['Lead_Source', 'Chat']] },
  contact: { module: 'Contacts', own: 'rs_phone_key', unfilled: 'Title', lists: [['Lead_Source', 'Chat']] },
  company: {
    module: 'Accounts',
    own: 'rs_phone_key',
    unfilled: 'Website',
    lists: [['Account_Type', 'Partner']],
  },
  deal: { module: 'Deals', own: 'rs_call_id', unfilled: 'Amount', lists: [['Lead_Source', 'Chat']] },
  callRecord: {
    module: 'Calls',
    own: 'rs_call_id',
    unfilled: 'Call_Purpose',
    lists: [
      ['Call_Type', 'Missed'],
      ['Call_Type', 'Inbound'],
      ['Call_Type', 'Outbound'],
      ['Outgoing_Call_Status', 'Completed'],
    ],
  },
  task: {
    module: 'Tasks',
    own: 'rs_task_key',
    unfilled: 'Send_Notification_Email',
    lists: [
      ['Status', 'Completed'],
      ['Status', 'Not Started'],
      ['Priority', 'High'],
    ],
  },
};
/** Every kind of change of the layout that records go by, in every module. */
const ofLayoutsInUse: PlantedDrift[] = Object.entries(LAID_OUT).flatMap(
  ([object, { module, own, unfilled, lists }]): PlantedDrift[] => {
    const kind = object as LabObject;
    const change = (what: LayoutDrift, field: string, value?: string): PlantedDrift => ({
      what: `the layout of every ${object}: ${[what, field, value].filter(Boolean).join(' ')}`,
      crm: 'zoho',
      settings: () => ({
        ...EVERYTHING,
        // Lists of activities are filled by the plan.
        ...(what === 'hidden' && value !== undefined && kind !== 'callRecord' && kind !== 'task'
          ? { mapping: [{ entity: kind, field, source: { type: 'constant', value } }] }
          : {}),
      }),
      plant: (lab) => {
        if (!lab.changeLayout) throw new Error('This lab has no layouts.');
        lab.changeLayout(what, kind, field, value);
      },
      named: [module, field, ...(value === undefined ? [] : [value])],
    });
    return [
      change('lacks', own),
      change('required', unfilled),
      ...lists.map(([field, value]) => change('hidden', field, value)),
    ];
  },
);

/** Where fields of ours are still to be made and the edition has no room for them. */
const ofRoom = (['contacts', 'deals'] as const).map((type): PlantedDrift => ({
  what: `there is no room for our properties of ${type}`,
  crm: 'hubspot',
  plant: (lab) => {
    if (!lab.fieldRoom) throw new Error('This lab tells no limit of fields.');
    lab.fieldRoom(1);
    for (const field of ['utm_source', 'utm_term']) lab.removeField(type, field);
  },
  named: [`room for 1 more custom properties of ${type}`, 'lacks 2'],
}));

/** By the sharing of the organisation: whoever is not seen is made anew. */
const HIDDEN: [Entity, string][] = [
  ['lead', 'leads'],
  ['contact', 'contacts'],
  ['company', 'accounts'],
  ['deal', 'opportunities'],
];
const ofSharing = HIDDEN.map(([entity, words]): PlantedDrift => ({
  what: `every ${entity} is its owner's alone`,
  crm: 'salesforce',
  plant: (lab) => {
    if (!lab.keepPrivate) throw new Error('This lab shows all records.');
    lab.keepPrivate(entity);
  },
  named: [`keeps ${words} private`, `"View All Records" on ${words}`],
}));

/** The first API does not tell kinds of fields. */
const ofKinds: PlantedDrift = {
  what: 'the mapped field takes numbers only (apiV2)',
  crm: 'nethunt',
  signIn: 'apiV2',
  settings: (lab) => mapped('deal', lab),
  plant: (lab) => {
    if (!lab.drift('number', 'deal', lab.textField.deal ?? '')) throw new Error('This lab has no numbers.');
  },
  named: ['deals', /numbers only/],
};

/** Users are told by all CRMs but NetHunt. */
const ofUsers = (crm: CrmId): PlantedDrift => ({
  what: 'the senior has left',
  crm,
  plant: (lab) => lab.deactivate(lab.users.sofia),
  named: [/user/, /not active/],
});

/** Where the vendor tells what is left of the day. */
const ofDay = (crm: CrmId): PlantedDrift => ({
  what: 'the requests of the day are nearly spent',
  crm,
  plant: (lab) => {
    if (!lab.spendDay) throw new Error('This lab does not tell its day.');
    lab.spendDay(0.05);
  },
  named: [/are left/, / of \d+ /],
});

export const DRIFTS: PlantedDrift[] = [
  ...ofFields,
  ...ofLayouts,
  ...ofLayoutsInUse,
  ofKinds,
  ...ofSharing,
  ...ofRoom,
  required('salesforce', 'lead', 'Lead'),
  required('zoho', 'lead', 'Leads'),
  required('pipedrive', 'contact', 'persons'),
  ...CRMS.flatMap(ofRights),
  ...CRMS.filter((crm) => crm !== 'nethunt').flatMap(ofPlaces),
  ...CRMS.filter((crm) => crm !== 'nethunt').map(ofUsers),
  ...(['hubspot', 'salesforce'] as const).map(ofDay),
];
