import type { INodeProperties } from 'n8n-workflow';
import { crmProperties, defaultCountry, maskNumbers, neverRecord, timeZone } from '../../shared/product';

const show = { resource: ['call'], operation: ['getAll'] };
const onlyMissing = { ...show, onlyMissing: [true] };

export const callProperties: INodeProperties[] = [
  {
    displayName: 'Span',
    name: 'span',
    type: 'options',
    options: [
      { name: 'Between Two Times', value: 'between' },
      { name: 'Last Hours', value: 'last' },
    ],
    default: 'last',
    displayOptions: { show },
  },
  {
    displayName: 'Hours',
    name: 'lastHours',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 24,
    displayOptions: { show: { ...show, span: ['last'] } },
  },
  {
    displayName: 'From',
    name: 'from',
    type: 'dateTime',
    default: '',
    required: true,
    displayOptions: { show: { ...show, span: ['between'] } },
    description: 'First moment of the span, by the start of the call',
  },
  {
    displayName: 'To',
    name: 'to',
    type: 'dateTime',
    default: '',
    displayOptions: { show: { ...show, span: ['between'] } },
    description: 'End of the span, not part of it. Empty: now.',
  },
  {
    displayName: 'In Batches',
    name: 'inBatches',
    type: 'boolean',
    default: false,
    displayOptions: { show },
    description:
      'Whether to give some calls each time the node is reached, for a loop that ends when "more" of the progress is false',
  },
  {
    displayName: 'Batch Size',
    name: 'batchSize',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 500,
    displayOptions: { show: { ...show, inBatches: [true] } },
    description: 'Calls to give at once, or a few more',
  },
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: true,
    displayOptions: {
      show: { resource: ['call', 'employee'], operation: ['getAll'] },
      hide: { inBatches: [true] },
    },
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: {
      show: { resource: ['call', 'employee'], operation: ['getAll'], returnAll: [false] },
      hide: { inBatches: [true] },
    },
    description: 'Max number of results to return',
  },
  {
    displayName: 'Only Those Not in the CRM',
    name: 'onlyMissing',
    type: 'boolean',
    default: false,
    displayOptions: { show },
    description: 'Whether to leave out calls whose call record the CRM has already',
  },
  // Call records may lie where only the CRM's settings tell (NetHunt's folders).
  ...crmProperties({ show: onlyMissing, wanted: ({ find, list }) => find === true || list !== undefined }),
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add filter',
    default: {},
    displayOptions: { show },
    options: [
      {
        displayName: 'Direction',
        name: 'direction',
        type: 'options',
        options: [
          { name: 'Any', value: 'any' },
          { name: 'Incoming', value: 'incoming' },
          { name: 'Outgoing', value: 'outgoing' },
        ],
        default: 'any',
      },
      {
        displayName: 'Format',
        name: 'format',
        type: 'options',
        options: [
          { name: 'CSV', value: 'csv', description: 'Shorter answers' },
          { name: 'JSON', value: 'json' },
        ],
        default: 'json',
        description: 'How Ringostat answers; the calls are the same',
      },
      {
        displayName: 'Status',
        name: 'status',
        type: 'options',
        options: [
          { name: 'Answered', value: 'answered' },
          { name: 'Any', value: 'any' },
          { name: 'Missed', value: 'missed' },
        ],
        default: 'any',
      },
    ],
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [maskNumbers, neverRecord],
  },
  { ...timeZone, displayOptions: { show } },
  { ...defaultCountry, displayOptions: { show } },
];
