import type { INodeProperties } from 'n8n-workflow';
import { defaultCountry, timeZone } from '../../shared/product';

const show = { resource: ['call'], operation: ['test'] };

export const testCallProperties: INodeProperties[] = [
  {
    displayName: 'Story',
    name: 'story',
    type: 'options',
    options: [
      { name: 'Answered', value: 'answered', description: 'An incoming call that the employee took' },
      { name: 'Form of the Site', value: 'form' },
      { name: 'Missed', value: 'missed', description: 'An incoming call that nobody took' },
      { name: 'Outgoing, No Answer', value: 'outgoingMissed' },
      { name: 'Outgoing, Talked', value: 'outgoing' },
      { name: 'Picked Up', value: 'pickedUp', description: 'The moment an employee picks up' },
      { name: 'Ringing', value: 'ringing', description: 'The moment before anybody picks up' },
      { name: 'Voicemail', value: 'voicemail' },
    ],
    default: 'missed',
    displayOptions: { show },
    description: 'What happened in the call that is made up',
  },
  {
    displayName: 'Client Number',
    name: 'testNumber',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. +380671234567',
    displayOptions: { show },
    description: 'In any notation; take one of your own contacts to see how it is found',
  },
  {
    displayName: 'Employee',
    name: 'testEmployee',
    type: 'string',
    default: '',
    placeholder: 'e.g. olena@example.com',
    displayOptions: {
      show: { ...show, story: ['answered', 'pickedUp', 'outgoing', 'outgoingMissed'] },
    },
    description: 'E-mail, extension, SIP login or number. Empty: somebody your team does not know.',
  },
  {
    displayName: 'Write Records',
    name: 'writeTest',
    type: 'boolean',
    default: false,
    displayOptions: { show },
    description:
      'Whether the CRM is written to; the texts of the records say that it is a test. Off: the Upsert node only shows what it would write.',
  },
  { ...timeZone, displayOptions: { show } },
  { ...defaultCountry, displayOptions: { show } },
];
