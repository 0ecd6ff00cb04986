import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
  answerOptionsWhere,
  answerProperties,
  defaultCountry,
  maskNumbers,
  neverRecord,
  timeZone,
} from '../shared/product';
import { guideNotices } from './guide';

const EVENTS: INodePropertyOptions[] = [
  { name: 'Incoming Call: Ringing', value: 'incoming.ringing', description: 'Before somebody picks up' },
  { name: 'Incoming Call: Answered', value: 'incoming.answered', description: 'The moment of pick-up' },
  { name: 'Incoming Call: Ended', value: 'incoming.ended', description: 'Answered, missed or voicemail' },
  { name: 'Outgoing Call: Started', value: 'outgoing.started' },
  { name: 'Outgoing Call: Ended', value: 'outgoing.ended' },
  { name: 'Website Form Submitted', value: 'form.submitted' },
  { name: 'Call Analysed by AI', value: 'call.analysed', description: 'Summary, mood and recommendations' },
];
const onEvents = { show: { receive: ['events'] } };
const onRouting = { show: { receive: ['routing'] } };
const onAnswering = { receive: ['routing'], answerIn: ['trigger'] };

/** The linter wants defaults as literals; test/node-red/defaults.test.ts holds them against core/event/defaults.ts. */
export const triggerProperties: INodeProperties[] = [
  {
    displayName: 'Receive',
    name: 'receive',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Events of Calls and Forms', value: 'events', description: 'Ringostat tells what happened' },
      {
        name: 'Question "Whom to Ring?"',
        value: 'routing',
        description: 'Ringostat waits for a number to forward to',
      },
    ],
    default: 'events',
  },
  {
    displayName: 'Events',
    name: 'events',
    type: 'multiOptions',
    options: EVENTS,
    default: ['incoming.ended', 'outgoing.ended'],
    required: true,
    displayOptions: onEvents,
    description: 'Which webhooks to pass on; others are answered and left out',
  },
  {
    displayName: 'Secret In',
    name: 'secretIn',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Anywhere', value: 'any' },
      { name: 'HTTP Basic (Password)', value: 'basic' },
      { name: 'Path (Last Part)', value: 'path' },
      { name: 'Query', value: 'query', description: 'As token=… in the URL' },
    ],
    default: 'query',
    description: 'Where Ringostat sends the webhook secret of the credential',
  },
  ...guideNotices,
  {
    displayName: 'Answer',
    name: 'answer',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'JSON Under a Key',
        value: 'json',
        description: 'Choose the same key in Ringostat, Webhook forwarding',
      },
      { name: 'Plain Body', value: 'plain', description: 'The number or SIP login, nothing else' },
    ],
    default: 'plain',
    displayOptions: onRouting,
    description: 'How Webhook forwarding in Ringostat expects its answer; empty when nobody is found',
  },
  {
    displayName: 'Answer Key',
    name: 'answerKey',
    type: 'string',
    default: 'direction',
    displayOptions: { show: { receive: ['routing'], answer: ['json'] } },
  },
  {
    displayName: 'Answer Given',
    name: 'answerIn',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'At Once, Here',
        value: 'trigger',
        description: 'Fastest: choose CRM and team below, and no execution has to start before the answer',
      },
      {
        name: 'In the Workflow',
        value: 'workflow',
        description: 'Find Responsible Manager in the mode "Routing Answer" answers',
      },
    ],
    default: 'workflow',
    displayOptions: onRouting,
    description: 'Who tells Ringostat whom to ring; by the same rules, with the same reasons',
  },
  {
    displayName: 'Run the Workflow Too',
    name: 'runAfter',
    type: 'boolean',
    default: true,
    displayOptions: { show: onAnswering },
    description:
      'Whether an execution with the client, the answer and its reason follows each answer. Off, nothing of the question is kept, and many questions at once are answered faster.',
  },
  ...answerProperties(onAnswering),
  timeZone,
  defaultCountry,
  {
    displayName: 'Parameter Names',
    name: 'keys',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Automatic', value: 'automatic', description: 'All names of Ringostat are recognised' },
      { name: 'Own Names', value: 'custom', description: 'You typed names of your own in Ringostat' },
    ],
    default: 'automatic',
  },
  {
    displayName: 'Own Names',
    name: 'keyMap',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add Name',
    default: {},
    displayOptions: { show: { keys: ['custom'] } },
    options: [
      {
        displayName: 'Name',
        name: 'names',
        values: [
          {
            displayName: 'Ringostat Variable',
            name: 'variable',
            type: 'string',
            default: '',
            placeholder: 'e.g. caller_number',
          },
          {
            displayName: 'Your Name',
            name: 'name',
            type: 'string',
            default: '',
            placeholder: 'e.g. client_phone',
          },
        ],
      },
    ],
  },
  {
    displayName: 'Accept Without a Secret',
    name: 'acceptWithoutSecret',
    type: 'boolean',
    default: false,
    description:
      'Whether to work although the credential has no webhook secret. Anybody who learns the URL can then write to the CRM.',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: { binaryData: true },
    options: [
      ...answerOptionsWhere({ '/receive': ['routing'], '/answerIn': ['trigger'] }),
      {
        displayName: 'Check Secret Before Body',
        // n8n's word for "leave the body to the node", which alone makes it wait (see incoming.ts).
        name: 'binaryData',
        type: 'boolean',
        default: true,
        description:
          'Whether the body is read only after address, method and secret were found in order, and by this node, so that a body with a wrong label is read too',
      },
      {
        displayName: 'Drop Internal Calls',
        name: 'dropInternal',
        type: 'boolean',
        default: true,
        description:
          'Whether a call both of whose sides the webhook itself names as the employee is answered and left out. Other calls between employees are recognised by the team, in Find Responsible Manager, and nothing is written for them.',
      },
      {
        displayName: 'IP List',
        name: 'ipList',
        type: 'string',
        default: '',
        placeholder: 'e.g. 203.0.113.7, 203.0.113.0/24',
        description: 'Addresses and networks that may send, separated by commas; empty for any',
      },
      {
        displayName: 'Keep Raw Payload',
        name: 'keepRaw',
        type: 'boolean',
        default: true,
        description: 'Whether the payload as sent is put under event.raw',
      },
      maskNumbers,
      neverRecord,
      {
        displayName: 'Short Abandon (Seconds)',
        name: 'shortAbandonSeconds',
        type: 'number',
        typeOptions: { minValue: 0, maxValue: 300 },
        default: 5,
        description:
          'A missed client who waited no longer has hung up: event.whyMissed is then hungUp, not noAnswer. 0 counts nobody so.',
      },
      {
        displayName: 'Size Cap (KB)',
        name: 'sizeCapKb',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 256,
        description: 'Larger requests are refused with 413',
      },
    ],
  },
];
