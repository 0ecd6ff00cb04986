import type { INodeProperties } from 'n8n-workflow';
import type { UpsertShape } from '../shape';
import { fromCrm } from './dynamic';

const both = { resource: ['task', 'call'], operation: ['create', 'log'] };
const task = { resource: ['task'], operation: ['create'] };
const call = { resource: ['call'] };

const dealId: INodeProperties = {
  displayName: 'Deal ID',
  name: 'dealId',
  type: 'string',
  default: '',
  placeholder: 'e.g. 80007',
  displayOptions: { show: both },
};

/** Task and call record by hand. */
export const activityProperties = ({ records }: UpsertShape): INodeProperties[] => [
  {
    displayName: 'Direction',
    name: 'callDirection',
    type: 'options',
    options: [
      { name: 'Incoming', value: 'incoming' },
      { name: 'Outgoing', value: 'outgoing' },
    ],
    default: 'incoming',
    displayOptions: { show: call },
  },
  {
    displayName: 'Status',
    name: 'callStatus',
    type: 'options',
    options: [
      { name: 'Answered', value: 'answered' },
      { name: 'Failed', value: 'failed' },
      { name: 'Missed', value: 'missed' },
      { name: 'Voicemail', value: 'voicemail' },
    ],
    default: 'answered',
    displayOptions: { show: call },
  },
  {
    displayName: 'Client Number',
    name: 'clientNumber',
    type: 'string',
    default: '',
    placeholder: 'e.g. +380671234567',
    displayOptions: { show: call },
  },
  {
    displayName: 'Subject',
    name: 'subject',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. Call back',
    displayOptions: { show: both },
  },
  {
    displayName: 'Text',
    name: 'body',
    type: 'string',
    typeOptions: { rows: 3 },
    default: '',
    displayOptions: { show: both },
  },
  {
    displayName: 'State',
    name: 'taskState',
    type: 'options',
    options: [
      { name: 'Done', value: 'done' },
      { name: 'Open', value: 'open' },
    ],
    default: 'open',
    displayOptions: { show: task },
  },
  {
    displayName: 'Due',
    name: 'dueAt',
    type: 'dateTime',
    default: '',
    displayOptions: { show: task },
    description: 'Empty: in four hours',
  },
  {
    displayName: 'Started',
    name: 'startedAt',
    type: 'dateTime',
    default: '',
    displayOptions: { show: call },
    description: 'Empty: now',
  },
  {
    displayName: 'Talk (Seconds)',
    name: 'talk',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 0,
    displayOptions: { show: call },
  },
  {
    displayName: 'Recording Link',
    name: 'recording',
    type: 'string',
    default: '',
    displayOptions: { show: call },
  },
  fromCrm({ label: 'Owner', name: 'ownerId', method: 'getUsers', displayOptions: { show: both } }),
  {
    displayName: 'Contact ID',
    name: 'contactId',
    type: 'string',
    default: '',
    placeholder: 'e.g. 70151',
    displayOptions: { show: both },
  },
  ...(records.includes('deal') ? [dealId] : []),
  {
    displayName: 'Key',
    name: 'key',
    type: 'string',
    default: '',
    placeholder: 'e.g. order-17-call-back',
    displayOptions: { show: both },
    description: 'The same key never makes a second record. Empty: the call of the event and this node.',
  },
];
