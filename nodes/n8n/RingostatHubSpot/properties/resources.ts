import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

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

export const authentication: INodeProperties = {
  displayName: 'Authentication',
  name: 'authentication',
  type: 'options',
  noDataExpression: true,
  options: [
    { name: 'OAuth2', value: 'oAuth2' },
    { name: 'Service Key', value: 'serviceKey' },
  ],
  default: 'serviceKey',
};

export const RECORD_RESOURCES = ['contact', 'company', 'deal', 'lead'];

export const resourceProperties: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Account', value: 'account' },
      { name: 'Call', value: 'call' },
      { name: 'Company', value: 'company' },
      { name: 'Contact', value: 'contact' },
      { name: 'Deal', value: 'deal' },
      { name: 'Lead', value: 'lead' },
      { name: 'Plan', value: 'plan' },
      { name: 'Task', value: 'task' },
    ],
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
  ...RECORD_RESOURCES.map(recordOperations),
  operation('task', [
    { name: 'Create', value: 'create', description: 'Create a task', action: 'Create a task' },
  ]),
  operation('call', [
    { name: 'Log', value: 'log', description: 'Write a call record', action: 'Log a call' },
  ]),
  operation('account', [
    {
      name: 'Create Missing Fields',
      value: 'ensureFields',
      description:
        'Create the properties that keep calls from being recorded twice, and those of the attribution',
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
