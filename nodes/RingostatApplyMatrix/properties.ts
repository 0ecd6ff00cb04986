import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { LANGUAGES, MAX_ACTION_TASKS } from '../shared/product';
import { rowProperties } from './row-properties';
import { taskSettings } from './task-settings';

const PRESETS: INodePropertyOptions[] = [
  { name: 'HubSpot', value: 'hubspot' },
  { name: 'NetHunt', value: 'nethunt' },
  { name: 'Pipedrive', value: 'pipedrive' },
  { name: 'Pipedrive with Leads', value: 'pipedriveLeads' },
  { name: 'Salesforce', value: 'salesforce' },
  { name: 'Zoho CRM', value: 'zoho' },
  {
    name: 'Attribution Only',
    value: 'attributionOnly',
    description: 'Create nothing; fill empty UTM marks and client ID of what others created',
  },
  { name: 'Empty', value: 'empty', description: 'Tick everything yourself' },
  { name: 'File (JSON)', value: 'file', description: 'A whole table as JSON' },
];
const DAYS: INodePropertyOptions[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
].map((name, index) => ({ name, value: index + 1 }));
const CALLS: INodePropertyOptions[] = [
  { name: 'Incoming Answered', value: 'incoming.answered' },
  { name: 'Incoming Missed', value: 'incoming.missed' },
  { name: 'Outgoing Answered', value: 'outgoing.answered' },
  { name: 'Outgoing Missed', value: 'outgoing.missed' },
];

export const matrixProperties: INodeProperties[] = [
  {
    displayName: 'Preset',
    name: 'preset',
    type: 'options',
    noDataExpression: true,
    options: PRESETS,
    default: 'hubspot',
    description: 'Where the ticks below start from; each preset keeps its own ticks',
  },
  {
    displayName:
      'Each field is a moment of a call. Tick what is to happen then. Records are created only when they are missing.',
    name: 'rowsNotice',
    type: 'notice',
    default: '',
    displayOptions: { hide: { preset: ['file'] } },
  },
  ...rowProperties,
  {
    displayName: 'Table',
    name: 'table',
    type: 'json',
    typeOptions: { rows: 12 },
    default:
      '{\n  "R3": {\n    "contact": true,\n    "callRecord": true,\n    "taskResponsible": { "state": "open", "deadlineHours": 4 }\n  }\n}',
    displayOptions: { show: { preset: ['file'] } },
    description:
      'Rows R1 to R11n with their actions, as the page of the matrix (docs/matrix.html) or Node-RED exports them',
  },
  taskSettings,
  {
    displayName: 'Language',
    name: 'language',
    type: 'options',
    options: LANGUAGES,
    default: 'en',
    description: 'Of the texts in the CRM and of the reasons',
  },
  {
    displayName: 'Distribute Missed Calls',
    name: 'distribute',
    type: 'boolean',
    default: false,
    description:
      'Whether missed calls of new clients are spread over the employees marked in the team, instead of going to the senior',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Bad Moods',
        name: 'badMoods',
        type: 'string',
        typeOptions: { rows: 4 },
        default:
          'negativ*, bad, angry, anger, irritat*, annoy*, frustrat*, dissatisf*, unhappy, upset, aggressi*, rude, hostile, conflict*, негатив*, поган*, злий, зла, злість, роздратован*, незадовол*, розчарован*, агресив*, груб*, конфлікт*, плох*, злой, злая, злость, раздраж*, недовол*, разочарован*, агресс*, конфликт*',
        description:
          'Words of a bad mood of an analysed call (row R11n), separated by commas or one per line; negativ* stands for all words that begin so',
      },
      {
        displayName: 'Close Missed After (Seconds)',
        name: 'closeMissedAfter',
        type: 'number',
        typeOptions: { minValue: 0, maxValue: 3600 },
        default: 10,
        description: 'Shortest conversation that closes tasks of missed calls, where that is ticked',
      },
      {
        displayName: 'Contacts Only For',
        name: 'contactsFor',
        type: 'multiOptions',
        options: CALLS,
        default: [],
        description: 'Kinds of calls that may create a contact; none chosen means as ticked',
      },
      {
        displayName: 'Keep Reasons',
        name: 'keepReasons',
        type: 'boolean',
        default: true,
        description: 'Whether the plan lists what was considered and not done',
      },
      {
        displayName: 'Link a Company Found by Number',
        name: 'linkFoundCompany',
        type: 'boolean',
        default: false,
        description: 'Whether new contacts and deals are linked to a company that alone carries the number',
      },
      {
        displayName: 'Merge Done Task Into Call Record',
        name: 'mergeDoneTask',
        type: 'boolean',
        default: false,
        description: 'Whether a done task and the call record of one call become one record',
      },
      {
        displayName: 'Score Limit',
        name: 'scoreLimit',
        type: 'number',
        typeOptions: { minValue: 0, numberPrecision: 2 },
        default: 0,
        description:
          'An analysed call with a score below it is a bad one (row R11n), in the scale of the analysis; 0: the score does not count',
      },
      {
        displayName: 'Tasks per Analysed Call',
        name: 'maxActionTasks',
        type: 'number',
        typeOptions: { minValue: 0, maxValue: MAX_ACTION_TASKS },
        default: 3,
        description: 'How many of the recommended actions become tasks at most (row R11)',
      },
      {
        displayName: 'Working Days',
        name: 'workingDays',
        type: 'multiOptions',
        options: DAYS,
        default: [1, 2, 3, 4, 5],
        description: 'For deadlines counted in working hours',
      },
      {
        displayName: 'Working Hours From',
        name: 'workingFrom',
        type: 'string',
        default: '09:00',
        placeholder: 'e.g. 09:00',
      },
      {
        displayName: 'Working Hours To',
        name: 'workingTo',
        type: 'string',
        default: '18:00',
        placeholder: 'e.g. 18:00',
      },
    ],
  },
];
