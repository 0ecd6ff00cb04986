import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { crmProperties } from '../crm-properties';
import { ENTITIES, LANGUAGES, timeZone } from '../options';
import { teamProperties } from './team-properties';

const ORDERS: INodePropertyOptions[] = [
  {
    name: 'As Recommended',
    value: 'auto',
    description: 'Deal, lead, contact; for routing what suits the CRM best',
  },
  { name: 'Contact, Company, Deal', value: 'contact,company,deal' },
  { name: 'Contact, Deal', value: 'contact,deal' },
  { name: 'Deal, Contact', value: 'deal,contact' },
  { name: 'Deal, Lead, Contact', value: 'deal,lead,contact' },
  { name: 'Lead, Deal, Contact', value: 'lead,deal,contact' },
  { name: 'Custom', value: 'custom', description: 'Put them in any order below' },
];
const onRouting = { show: { mode: ['routing'] } };

/** Options of whoever answers "whom to ring?". */
export const answerOptions: INodeProperties[] = [
  {
    displayName: 'SIP Logins Only',
    name: 'onlySip',
    type: 'boolean',
    default: false,
    description: 'Whether the routing answer is a SIP login and never a phone number',
  },
  {
    displayName: 'Team Kept for (Minutes)',
    name: 'teamMinutes',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 10,
    description:
      'How long the team read from Ringostat and the CRM is used before it is read anew; the old one serves until then, also while they cannot be reached',
  },
];

export const findProperties: INodeProperties[] = [
  ...crmProperties(),
  {
    displayName: 'Mode',
    name: 'mode',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Client Card',
        value: 'card',
        description: 'Add what the CRM knows of the client, and who is responsible',
      },
      {
        name: 'Routing Answer',
        value: 'routing',
        description: 'Tell Ringostat whom to ring, inside a time budget',
      },
    ],
    default: 'card',
  },
  {
    displayName:
      'Set "Receive" of Ringostat Trigger to the question "Whom to ring?". This node sends the answer itself; no Respond to Webhook node is needed.',
    name: 'routingNotice',
    type: 'notice',
    default: '',
    displayOptions: onRouting,
  },
  {
    displayName: 'Client Number',
    name: 'number',
    type: 'string',
    default: '',
    placeholder: 'e.g. +380 67 123 4567',
    description: 'Empty: the number of the event. Any notation works.',
  },
  {
    displayName: 'Order',
    name: 'order',
    type: 'options',
    options: ORDERS,
    default: 'auto',
    description:
      'Whose owner is the responsible: the first of these that exists and belongs to an active employee',
  },
  {
    displayName: 'Custom Order',
    name: 'customOrder',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Record Type',
    default: { entities: [{ entity: 'contact' }, { entity: 'deal' }] },
    displayOptions: { show: { order: ['custom'] } },
    description: 'First choice first; drag to sort',
    options: [
      {
        displayName: 'Record Type',
        name: 'entities',
        values: [
          { displayName: 'Record', name: 'entity', type: 'options', options: ENTITIES, default: 'contact' },
        ],
      },
    ],
  },
  {
    displayName: 'If Several Match',
    name: 'several',
    type: 'options',
    options: [
      { name: 'Newest Activity', value: 'newestActivity', description: 'The record changed last' },
      { name: 'Oldest', value: 'oldest', description: 'The record created first' },
      {
        name: 'With an Open Deal',
        value: 'withOpenDeal',
        description: 'Else the one with the newest activity',
      },
    ],
    default: 'newestActivity',
    description: 'Which record to take when several carry the number; the others are listed as candidates',
  },
  ...teamProperties,
  {
    displayName: 'Senior',
    name: 'senior',
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    description: 'CRM user who catches what has no better owner',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select a user...',
        typeOptions: { searchListMethod: 'searchUsers', searchable: true },
      },
      { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 81234' },
    ],
  },
  {
    displayName: 'Time Budget (Ms)',
    name: 'budgetMs',
    type: 'number',
    typeOptions: { minValue: 100 },
    default: 2000,
    displayOptions: onRouting,
    description:
      'An answer goes out by then, counted from the arrival of the question, even when the CRM hangs: the last known manager of the number, else the reserve',
  },
  {
    displayName: 'Reserve Direction',
    name: 'reserve',
    type: 'string',
    default: '',
    placeholder: 'e.g. company_sales',
    displayOptions: onRouting,
    description:
      'Number or SIP login answered when nobody is found. Empty: the forwarding scheme of Ringostat goes on.',
  },
  {
    displayName: 'Language of Reasons',
    name: 'language',
    type: 'options',
    options: LANGUAGES,
    default: 'en',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Look for Companies Too',
        name: 'companies',
        type: 'boolean',
        default: false,
        description:
          'Whether companies with the number are looked for although the order does not name them. It costs a request per call.',
      },
      ...answerOptions,
      timeZone,
    ],
  },
];
