import type { INodeProperties } from 'n8n-workflow';
import type { UpsertShape } from '../shape';
import { fromCrm, pipelineAndStage } from './dynamic';

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

/** Create or update, and get, of one record. */
export function recordProperties({ records, words }: UpsertShape): INodeProperties[] {
  const upsert = { resource: records, operation: ['upsert'] };
  const get = { resource: records, operation: ['get'] };
  const only = (...some: string[]): string[] => records.filter((record) => some.includes(record));
  const dealUpsert = { show: { resource: ['deal'], operation: ['upsert'] } };
  const withContact = { resource: only('deal', 'lead'), operation: ['upsert'] };
  return [
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
    text('Email', 'email', 'e.g. olena@example.com', { resource: only('contact'), operation: ['upsert'] }),
    text('Record Name', 'recordName', 'e.g. Olena Kovalenko', upsert),
    fromCrm({ label: 'Owner', name: 'ownerId', method: 'getUsers', displayOptions: { show: upsert } }),
    ...(withContact.resource.length > 0 ? [text('Contact ID', 'contactId', 'e.g. 70151', withContact)] : []),
    ...(records.includes('deal') ? pipelineAndStage('Where the deal goes', dealUpsert) : []),
    {
      displayName: `Other ${words.Fields}`,
      name: 'fields',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true },
      placeholder: `Add ${words.Field}`,
      default: {},
      displayOptions: { show: upsert },
      options: [
        {
          displayName: words.Field,
          name: 'values',
          values: [
            fromCrm({ label: words.Field, name: 'field', method: 'getFields', dependsOn: ['resource'] }),
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
      displayOptions: { show: { resource: records } },
      description: 'Two-letter ISO code of the country of numbers without country code',
    },
  ];
}
