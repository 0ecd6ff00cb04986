import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { mainRecord, type UpsertShape } from '../shape';
import { fromCrm, pipelineAndStage } from './dynamic';

const show = { resource: ['plan'] };
/** The health check looks at the same choices, so it has the same fields: copy them from the node that applies plans. */
const planAndHealth = { show: { resource: ['plan', 'account'] }, hide: { operation: ['ensureFields'] } };
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

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const targets = (records: string[]): INodePropertyOptions[] =>
  [
    { name: 'Call Record', value: 'callRecord' },
    { name: 'Task', value: 'task' },
    ...records.map((value) => ({ name: titled(value), value })),
  ].sort((a, b) => a.name.localeCompare(b.name));

/** A field of a record of the CRM. */
const target = ({ records, words }: UpsertShape): INodeProperties[] => [
  {
    displayName: 'Record',
    name: 'entity',
    type: 'options',
    options: targets(records),
    default: mainRecord(records),
  },
  fromCrm({ label: words.Field, name: 'field', method: 'getFields', dependsOn: ['&entity'] }),
];

/** Where the value goes first, then what it is. */
const mappedField = (shape: UpsertShape): INodeProperties[] => [
  ...target(shape),
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

const mapping = (shape: UpsertShape): INodeProperties => ({
  displayName: 'Field Mapping',
  name: 'mapping',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Field',
  default: {},
  displayOptions: planAndHealth,
  description: `What of the call or form goes into which ${shape.words.crm} ${shape.words.field}; an empty value is left out`,
  options: [
    {
      displayName: 'Field',
      name: 'fields',
      values: mappedField(shape),
    },
  ],
});

const defaults = (shape: UpsertShape): INodeProperties => ({
  displayName: 'Defaults for Required Fields',
  name: 'defaults',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Default',
  default: {},
  displayOptions: planAndHealth,
  description: `What is written when ${shape.words.crm} demands a ${shape.words.field} that neither the call nor the field mapping fills`,
  options: [
    {
      displayName: 'Default',
      name: 'fields',
      values: [...target(shape), { displayName: 'Value', name: 'value', type: 'string', default: '' }],
    },
  ],
});

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

const names = ({ records }: UpsertShape): INodeProperties => ({
  displayName: 'Names of New Records',
  name: 'names',
  type: 'collection',
  placeholder: 'Add name',
  default: {},
  displayOptions: { show },
  options: records.map((record) => ({
    displayName: titled(record),
    name: record,
    type: 'string',
    default: '',
    placeholder: 'e.g. {name} {number}',
    description: 'Text with {placeholders}, filled from the event',
  })),
});

/** Only where the CRM has deals. */
const pipelines = ({ records }: UpsertShape): INodeProperties[] =>
  records.includes('deal')
    ? [...pipelineAndStage('For new deals that no rule sends elsewhere', planAndHealth), pipelineRules]
    : [];

/** Fields of a plan, and of the health check that looks at the same choices. */
export const planProperties = (shape: UpsertShape): INodeProperties[] => [
  {
    displayName: 'Dry Run',
    name: 'dryRun',
    type: 'boolean',
    default: false,
    displayOptions: { show: { resource: ['plan', 'missed'], operation: ['apply', 'sweep'] } },
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
  {
    displayName: 'Table',
    name: 'table',
    type: 'json',
    default: '',
    displayOptions: { show: { resource: ['account'], operation: ['health'] } },
    description: `Rows R1 to R10 with their actions, as in Apply Matrix with File (JSON), so that the check knows what is written. Empty: the preset of ${shape.words.crm}.`,
  },
  ...pipelines(shape),
  mapping(shape),
  defaults(shape),
  names(shape),
];
