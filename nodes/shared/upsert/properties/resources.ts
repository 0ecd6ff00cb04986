import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { signInOptions } from '../../crm-properties';
import { signInOf } from '../../sign-ins';
import type { UpsertShape } from '../shape';

/** The first operation is the one chosen at first. */
function operation(resource: string, options: INodePropertyOptions[]): INodeProperties {
  const [first] = options.map(({ value }) => value);
  return {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: [resource] } },
    options,
    default: first,
  };
}

/** Create or update, and get: the same words for each kind of record. */
const recordOperations = (resource: string): INodeProperties =>
  operation(resource, [
    {
      name: 'Create or Update',
      value: 'upsert',
      description: 'Create a new record, or update the current one if it already exists (upsert)',
      action: `Create or update a ${resource}`,
    },
    {
      name: 'Get',
      value: 'get',
      description: `Read a ${resource} by ID or by number`,
      action: `Get a ${resource}`,
    },
  ]);

/** What the CRM itself calls the record, where it is another word. */
const called = ({ words }: UpsertShape, resource: string): { description?: string } => {
  const own = words.records[resource as 'deal'];
  return own === undefined ? {} : { description: `${own} in ${words.crm}` };
};

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Of a CRM with one way to sign in there is nothing to choose. */
function authentication({ crm }: UpsertShape): INodeProperties[] {
  const options = signInOptions(crm);
  if (options.length < 2) return [];
  const usual = signInOf(crm, null)?.authentication ?? '';
  return [
    {
      displayName: 'Authentication',
      name: 'authentication',
      type: 'options',
      noDataExpression: true,
      options,
      default: usual,
    },
  ];
}

const resources = (shape: UpsertShape): INodePropertyOptions[] =>
  ['account', 'call', ...shape.records, 'missed', 'plan', 'task']
    .sort()
    .map((value) => ({ name: titled(value), value, ...called(shape, value) }));

export const resourceProperties = (shape: UpsertShape): INodeProperties[] => [
  ...authentication(shape),
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: resources(shape),
    default: 'plan',
  },
  operation('plan', [
    {
      name: 'Apply',
      value: 'apply',
      description: 'Carry out the plan of Apply Matrix',
      action: 'Apply a plan',
    },
    {
      name: 'Preview',
      value: 'preview',
      description: 'Show what would be written, before and after, and write nothing',
      action: 'Preview a plan',
    },
  ]),
  ...shape.records.map(recordOperations),
  operation('task', [
    { name: 'Create', value: 'create', description: 'Create a task', action: 'Create a task' },
    {
      name: 'Complete',
      value: 'complete',
      description: 'Complete an open task that this integration made',
      action: 'Complete a task',
    },
    {
      name: 'Get Many',
      value: 'getMany',
      description: 'List the open tasks that this integration made, with client, number and owner',
      action: 'Get many tasks',
    },
    {
      name: 'Reassign',
      value: 'reassign',
      description: 'Give an open task that this integration made to somebody else',
      action: 'Reassign a task',
    },
  ]),
  operation('missed', [
    {
      name: 'Sweep',
      value: 'sweep',
      description:
        'Compare the open tasks of missed calls with the call log: close, hand on, list the overdue and the lost',
      action: 'Sweep missed calls',
    },
  ]),
  operation('call', [
    { name: 'Log', value: 'log', description: 'Write a call record', action: 'Log a call' },
  ]),
  operation('account', [
    {
      name: 'Create Missing Fields',
      value: 'ensureFields',
      description: `Create the ${shape.words.fields} that keep calls from being recorded twice, and those of the attribution`,
      action: 'Create missing fields',
    },
    {
      name: 'Health Check',
      value: 'health',
      description: 'Check credential, rights, fields, stages and users, and write nothing',
      action: 'Check the account',
    },
  ]),
];
