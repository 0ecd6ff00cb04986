import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { tableLabels } from '../shared/product';

const ROWS: INodePropertyOptions[] = tableLabels('en').rows.map(({ id, label }) => ({
  name: `${id}: ${label}`,
  value: id,
}));

/** Where it holds first, then what holds. */
const SETTING: INodeProperties[] = [
  {
    displayName: 'Rows',
    name: 'rows',
    type: 'multiOptions',
    options: ROWS,
    default: [],
    description: 'Where this holds; none chosen means everywhere',
  },
  {
    displayName: 'Task For',
    name: 'task',
    type: 'options',
    options: [
      { name: 'Any', value: 'any' },
      { name: 'Manager', value: 'taskManager' },
      { name: 'Responsible', value: 'taskResponsible' },
      { name: 'Senior', value: 'taskSenior' },
    ],
    default: 'any',
  },
  {
    displayName: 'Deadline (Hours)',
    name: 'deadlineHours',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 4,
    description: 'After the end of the call; a done task is due at the end of the call',
  },
  {
    displayName: 'Only Working Hours Count',
    name: 'workingHours',
    type: 'boolean',
    default: false,
    description: 'Whether the deadline is counted in the working hours of Options',
  },
  {
    displayName: 'Subject',
    name: 'subject',
    type: 'string',
    default: '',
    placeholder: 'e.g. Call back {client}',
    description: 'Empty: the usual text in the language chosen',
  },
];

export const taskSettings: INodeProperties = {
  displayName: 'Task Settings',
  name: 'taskSettings',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Task Setting',
  default: {},
  displayOptions: { hide: { preset: ['file'] } },
  description: 'Deadline and text of tasks, where they are to differ from the preset',
  options: [
    {
      displayName: 'Setting',
      name: 'settings',
      values: SETTING,
    },
  ],
};
