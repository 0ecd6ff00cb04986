import type { INodeProperties } from 'n8n-workflow';

const CRM_USER: INodeProperties = {
  displayName: 'CRM User Name or ID',
  name: 'crmUserId',
  type: 'options',
  typeOptions: { loadOptionsMethod: 'getUsers' },
  default: '',
  description:
    'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};
const SWITCHES: INodeProperties[] = [
  {
    displayName: 'Active',
    name: 'active',
    type: 'boolean',
    default: true,
    description: 'Whether records and calls may go to this employee',
  },
  {
    displayName: 'Gets Missed Calls',
    name: 'distributeMissed',
    type: 'boolean',
    default: false,
    description:
      'Whether missed calls of new clients may go to this employee; switch the distribution on in Apply Matrix',
  },
  {
    displayName: 'Substitute (Employee ID)',
    name: 'substitute',
    type: 'string',
    default: '',
    description: 'Ringostat ID of the employee who stands in while this one is not active',
  },
];

const text = (displayName: string, name: string, placeholder: string, description = ''): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  placeholder,
  ...(description ? { description } : {}),
});

export const teamProperties: INodeProperties[] = [
  {
    displayName: 'Team',
    name: 'teamSource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Define Below', value: 'table', description: 'One entry per employee' },
      {
        name: 'From Ringostat and the CRM',
        value: 'matched',
        description: 'Matched by e-mail, read again every ten minutes',
      },
      { name: 'From the Input', value: 'input', description: 'A list in the item, e.g. from a spreadsheet' },
      { name: 'JSON', value: 'json', description: 'A list pasted here' },
    ],
    default: 'matched',
    description: 'Which Ringostat employee is which CRM user',
  },
  {
    displayName: 'Employees',
    name: 'team',
    type: 'fixedCollection',
    typeOptions: {
      multipleValues: true,
      sortable: true,
      fixedCollection: { itemTitle: '={{ $collection.item.value.name }}' },
    },
    placeholder: 'Add Employee',
    default: {},
    displayOptions: { show: { teamSource: ['table'] } },
    options: [
      {
        displayName: 'Employee',
        name: 'employees',
        values: [
          text('Name', 'name', 'e.g. Olena Kovalenko'),
          text('Ringostat ID', 'id', 'e.g. 100001', 'ID of the employee in the Ringostat cabinet'),
          text('Email', 'email', 'e.g. olena@example.com'),
          text('Extension', 'extension', 'e.g. 101'),
          text(
            'Main Directions',
            'main',
            'e.g. company_olena, +380671234567',
            'Numbers and SIP logins by which calls are recognised and to which calls are forwarded, separated by commas',
          ),
          text(
            'Additional Directions',
            'additional',
            'e.g. +380441234567',
            'Only used to recognise, never dialled',
          ),
          CRM_USER,
          ...SWITCHES,
        ],
      },
    ],
  },
  {
    displayName: 'Corrections',
    name: 'corrections',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add Employee',
    default: {},
    displayOptions: { show: { teamSource: ['matched'] } },
    description: 'Employees whose e-mails differ in the two systems, who are away, or who get missed calls',
    options: [
      {
        displayName: 'Employee',
        name: 'employees',
        values: [
          {
            displayName: 'Employee Name or ID',
            name: 'id',
            type: 'options',
            typeOptions: { loadOptionsMethod: 'getEmployees' },
            default: '',
            description:
              'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
          },
          { ...CRM_USER, description: `Empty: matched by e-mail. ${CRM_USER.description ?? ''}.` },
          ...SWITCHES,
        ],
      },
    ],
  },
  {
    displayName: 'Employees (JSON)',
    name: 'teamJson',
    type: 'json',
    default:
      '[\n  {\n    "id": "100001",\n    "name": "Olena",\n    "email": "olena@example.com",\n    "main": ["company_olena"],\n    "crmUserId": ""\n  }\n]',
    displayOptions: { show: { teamSource: ['json'] } },
  },
  {
    displayName: 'Employees',
    name: 'teamInput',
    type: 'json',
    default: '={{ $json.team }}',
    displayOptions: { show: { teamSource: ['input'] } },
    description: 'A list of employees, or { "employees": […] }; columns as in "Define Below"',
  },
];
