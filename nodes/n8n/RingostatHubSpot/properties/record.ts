import type { INodeProperties } from 'n8n-workflow';
import { fromCrm, pipelineAndStage } from './dynamic';
import { RECORD_RESOURCES } from './resources';

const upsert = { resource: RECORD_RESOURCES, operation: ['upsert'] };
const get = { resource: RECORD_RESOURCES, operation: ['get'] };

const text = (
  displayName: string,
  name: string,
  placeholder: string,
  show: Record<string, string[]>,
): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  placeholder,
  displayOptions: { show },
});

export const recordProperties: INodeProperties[] = [
  {
    displayName: 'Find By',
    name: 'findBy',
    type: 'options',
    options: [
      { name: 'ID', value: 'id' },
      { name: 'Phone Number', value: 'phone' },
    ],
    default: 'phone',
    displayOptions: { show: get },
  },
  text('Record ID', 'recordId', 'e.g. 70151', { ...get, findBy: ['id'] }),
  text('Phone Number', 'phone', 'e.g. +380 67 123 4567', { ...get, findBy: ['phone'] }),
  {
    ...text('Phone Number', 'phone', 'e.g. +380 67 123 4567', upsert),
    description: 'In any notation; the record is looked for by it',
  },
  text('Email', 'email', 'e.g. olena@example.com', { resource: ['contact'], operation: ['upsert'] }),
  text('Record Name', 'recordName', 'e.g. Olena Kovalenko', upsert),
  fromCrm({ label: 'Owner', name: 'ownerId', method: 'getUsers', displayOptions: { show: upsert } }),
  text('Contact ID', 'contactId', 'e.g. 70151', { resource: ['deal', 'lead'], operation: ['upsert'] }),
  ...pipelineAndStage('Where the deal goes', {
    show: { resource: ['deal'], operation: ['upsert'] },
  }),
  {
    displayName: 'Other Properties',
    name: 'fields',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add Property',
    default: {},
    displayOptions: { show: upsert },
    options: [
      {
        displayName: 'Property',
        name: 'values',
        values: [
          fromCrm({ label: 'Property', name: 'field', method: 'getFields', dependsOn: ['resource'] }),
          { displayName: 'Value', name: 'value', type: 'string', default: '' },
        ],
      },
    ],
  },
  {
    displayName: 'Default Country',
    name: 'defaultCountry',
    type: 'string',
    default: 'UA',
    placeholder: 'e.g. UA',
    displayOptions: { show: { resource: RECORD_RESOURCES } },
    description: 'Two-letter ISO code of the country of numbers without country code',
  },
];
