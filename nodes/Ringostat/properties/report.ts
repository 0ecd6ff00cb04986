import type { INodeProperties } from 'n8n-workflow';
import { defaultCountry, LANGUAGES, neverRecord, timeZone } from '../../shared/product';

const show = { resource: ['report'] };
const between = { ...show, period: ['between'] };

export const reportProperties: INodeProperties[] = [
  {
    displayName: 'Period',
    name: 'period',
    type: 'options',
    options: [
      { name: 'Between Two Times', value: 'between' },
      { name: 'Last Month', value: 'lastMonth', description: 'The last whole month of the calendar' },
      { name: 'Last Week', value: 'lastWeek', description: 'The last whole week, from Monday to Sunday' },
      { name: 'Yesterday', value: 'yesterday' },
    ],
    default: 'lastWeek',
    displayOptions: { show },
    description: 'Calls that began in it, by the time zone of the project',
  },
  {
    displayName: 'From',
    name: 'from',
    type: 'dateTime',
    default: '',
    required: true,
    displayOptions: { show: between },
    description: 'First moment of the span, by the start of the call',
  },
  {
    displayName: 'To',
    name: 'to',
    type: 'dateTime',
    default: '',
    displayOptions: { show: between },
    description: 'End of the span, not part of it. Empty: now.',
  },
  {
    displayName: 'Groups',
    name: 'groups',
    type: 'multiOptions',
    options: [
      { name: 'Day', value: 'day' },
      { name: 'Department', value: 'department' },
      { name: 'Hour', value: 'hour', description: 'Hour of the day' },
      { name: 'Pool', value: 'pool', description: 'Pool of numbers that was called' },
      { name: 'UTM Source', value: 'utmSource' },
    ],
    default: [],
    displayOptions: { show },
    description: 'What has rows of its own: beside the employees, or alone; none: days',
  },
  {
    displayName: 'Result',
    name: 'result',
    type: 'options',
    options: [
      {
        name: 'One Item per Row',
        value: 'rows',
        description: 'For a node that writes into a table',
      },
      {
        name: 'One Item with Everything',
        value: 'report',
        description: 'Rows, CSV, HTML page and a text for a messenger',
      },
    ],
    default: 'rows',
    displayOptions: { show },
  },
  {
    displayName: 'Language',
    name: 'language',
    type: 'options',
    options: LANGUAGES,
    default: 'en',
    displayOptions: { show },
    description: 'Of names of columns, of the page and of the text',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [neverRecord],
  },
  { ...timeZone, displayOptions: { show } },
  { ...defaultCountry, displayOptions: { show } },
];
