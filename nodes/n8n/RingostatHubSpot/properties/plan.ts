import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { fromCrm, pipelineAndStage } from './dynamic';

const show = { resource: ['plan'] };
/** The health check looks at the same choices, so it has the same fields: copy them from the node that applies plans. */
const planAndHealth = { show: { resource: ['plan', 'account'] }, hide: { operation: ['ensureFields'] } };
const TARGETS: INodePropertyOptions[] = [
  { name: 'Call Record', value: 'callRecord' },
  { name: 'Company', value: 'company' },
  { name: 'Contact', value: 'contact' },
  { name: 'Deal', value: 'deal' },
  { name: 'Lead', value: 'lead' },
  { name: 'Task', value: 'task' },
];
const SOURCES: INodePropertyOptions[] = [
  { name: 'Form Field', value: 'formField', description: 'Field of a website form, by its HTML name' },
  { name: 'Ringostat Variable', value: 'variable', description: 'Such as pool_name, utm_source or landing' },
  { name: 'Value', value: 'constant', description: 'A fixed text or an expression' },
];
const OPERATORS: INodePropertyOptions[] = [
  { name: 'Contains', value: 'contains' },
  { name: 'Equals', value: 'equals' },
  { name: 'Matches (Regular Expression)', value: 'matches' },
];

/** Where the value goes first, then what it is. */
const MAPPED_FIELD: INodeProperties[] = [
  { displayName: 'Record', name: 'entity', type: 'options', options: TARGETS, default: 'deal' },
  fromCrm({ label: 'Property', name: 'field', method: 'getFields', dependsOn: ['&entity'] }),
  { displayName: 'Value From', name: 'source', type: 'options', options: SOURCES, default: 'variable' },
  {
    displayName: 'Variable',
    name: 'variable',
    type: 'string',
    default: '',
    placeholder: 'e.g. pool_name',
    displayOptions: { show: { source: ['variable'] } },
  },
  {
    displayName: 'Form Field Names',
    name: 'formField',
    type: 'string',
    default: '',
    placeholder: 'e.g. city, town',
    displayOptions: { show: { source: ['formField'] } },
    description: 'Several names separated by commas; the first that is filled is taken',
  },
  {
    displayName: 'Value',
    name: 'constant',
    type: 'string',
    default: '',
    displayOptions: { show: { source: ['constant'] } },
  },
];

const mapping: INodeProperties = {
  displayName: 'Field Mapping',
  name: 'mapping',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Field',
  default: {},
  displayOptions: planAndHealth,
  description: 'What of the call or form goes into which HubSpot property; an empty value is left out',
  options: [
    {
      displayName: 'Field',
      name: 'fields',
      values: MAPPED_FIELD,
    },
  ],
};

const pipelineRules: INodeProperties = {
  displayName: 'Pipeline Rules',
  name: 'pipelineRules',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true, sortable: true },
  placeholder: 'Add Rule',
  default: {},
  displayOptions: planAndHealth,
  description: 'Where new deals go; the first rule that holds decides',
  options: [
    {
      displayName: 'Rule',
      name: 'rules',
      values: [
        {
          displayName: 'If Variable',
          name: 'variable',
          type: 'string',
          default: '',
          placeholder: 'e.g. pool_name',
          description: 'Ringostat variable, or form.&lt;name&gt; for a field of a website form',
        },
        { displayName: 'Operator', name: 'operator', type: 'options', options: OPERATORS, default: 'equals' },
        { displayName: 'Value', name: 'value', type: 'string', default: '' },
        ...pipelineAndStage('Where the deal goes'),
      ],
    },
  ],
};

const NAMES: INodeProperties = {
  displayName: 'Names of New Records',
  name: 'names',
  type: 'collection',
  placeholder: 'Add name',
  default: {},
  displayOptions: { show },
  options: ['Company', 'Contact', 'Deal', 'Lead'].map((label) => ({
    displayName: label,
    name: label.toLowerCase(),
    type: 'string',
    default: '',
    placeholder: 'e.g. {name} {number}',
    description: 'Text with {placeholders}, filled from the event',
  })),
};

export const planProperties: INodeProperties[] = [
  {
    displayName: 'Dry Run',
    name: 'dryRun',
    type: 'boolean',
    default: false,
    displayOptions: { show: { resource: ['plan'], operation: ['apply'] } },
    description: 'Whether to show what would be written, before and after, and write nothing',
  },
  {
    displayName: 'CRM User Names or IDs',
    name: 'users',
    type: 'multiOptions',
    typeOptions: { loadOptionsMethod: 'getUsers' },
    default: [],
    displayOptions: { show: { resource: ['account'], operation: ['health'] } },
    description:
      'Users of the team and the senior; one who is no longer active is reported. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
  },
  ...pipelineAndStage('For new deals that no rule sends elsewhere', planAndHealth),
  pipelineRules,
  mapping,
  NAMES,
];
