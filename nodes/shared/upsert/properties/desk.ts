import type { INodeProperties } from 'n8n-workflow';
import { LANGUAGES } from '../../options';
import { fromCrm } from './dynamic';

const sweep = { show: { resource: ['missed'], operation: ['sweep'] } };
const change = { show: { resource: ['task'], operation: ['complete', 'reassign'] } };

/** The missed-call desk: open tasks by hand, and the sweep. */
export const deskProperties: INodeProperties[] = [
  {
    displayName: 'Only Missed Calls',
    name: 'onlyMissed',
    type: 'boolean',
    default: true,
    displayOptions: { show: { resource: ['task'], operation: ['getMany'] } },
    description: 'Whether to give only tasks of missed calls and voicemails',
  },
  {
    displayName: 'Task ID',
    name: 'recordId',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 70151',
    displayOptions: change,
    description: 'Of an open task that this integration made',
  },
  {
    displayName: 'Text',
    name: 'body',
    type: 'string',
    default: '',
    placeholder: 'e.g. Talked to him on Viber',
    displayOptions: change,
    description: 'Line at the end of the task, why; empty adds none',
  },
  fromCrm({
    label: 'Owner',
    name: 'ownerId',
    method: 'getUsers',
    displayOptions: { show: { resource: ['task'], operation: ['reassign'] } },
  }),
  {
    displayName:
      'The items are the call log of the last days: connect Ringostat, Call: Get Many, with "Always Output Data" on. The first item that comes out is the report, each further one is a lost call: send those through Find Responsible Manager.',
    name: 'sweepNotice',
    type: 'notice',
    default: '',
    displayOptions: sweep,
  },
  {
    displayName: 'Ladder',
    name: 'ladder',
    type: 'string',
    default: '15 substitute, 60 senior',
    placeholder: 'e.g. 15 substitute, 60 senior',
    displayOptions: sweep,
    description: 'Minutes without a conversation, and who gets the task then; empty hands nothing on',
  },
  {
    displayName: 'Working Hours',
    name: 'deskHours',
    type: 'string',
    default: '',
    placeholder: 'e.g. 1-5 09:00-18:00',
    displayOptions: sweep,
    description: 'In which the minutes of the ladder are counted, Monday is 1; empty counts every hour',
  },
  {
    displayName: 'Close Missed After (Seconds)',
    name: 'closeMissedAfter',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 3600 },
    default: 10,
    displayOptions: sweep,
    description: 'Shortest conversation that closes tasks of missed calls',
  },
  {
    displayName: 'Employees',
    name: 'teamJson',
    type: 'json',
    default: '[]',
    displayOptions: sweep,
    description: 'A list of employees with crmUserId and substitute, as in Find Responsible Manager',
  },
  fromCrm({ label: 'Senior', name: 'senior', method: 'getUsers', displayOptions: sweep }),
  {
    displayName: 'Language',
    name: 'language',
    type: 'options',
    options: LANGUAGES,
    default: 'en',
    displayOptions: sweep,
    description: 'Of the lines in tasks and of the list',
  },
];
