import type { INodeProperties } from 'n8n-workflow';

export const resourceProperties: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Call', value: 'call' },
      { name: 'Contact', value: 'contact' },
      { name: 'Employee', value: 'employee' },
      { name: 'Recording', value: 'recording' },
      { name: 'Report', value: 'report' },
      { name: 'SIP', value: 'sip' },
    ],
    default: 'call',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['call'] } },
    options: [
      {
        name: 'Call Back',
        value: 'callBack',
        description: 'Ring an employee and a client and connect them',
        action: 'Call back a client',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        description: 'Read calls from the call log, e.g. those whose webhook was lost',
        action: 'Get many calls',
      },
      {
        name: 'Send Test',
        value: 'test',
        description: 'Make up a call, to see what the workflow does with it',
        action: 'Send a test call',
      },
    ],
    default: 'getAll',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['contact'] } },
    options: [
      {
        name: 'Push',
        value: 'push',
        description: 'Show a contact of the CRM in the Ringostat Smart Phone',
        action: 'Push a contact',
      },
    ],
    default: 'push',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['employee'] } },
    options: [
      {
        name: 'Get Many',
        value: 'getAll',
        description: 'Read the employees of the project with their directions',
        action: 'Get many employees',
      },
    ],
    default: 'getAll',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['recording'] } },
    options: [
      {
        name: 'Download',
        value: 'download',
        description: 'Download the sound of a call',
        action: 'Download a recording',
      },
    ],
    default: 'download',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['report'] } },
    options: [
      {
        name: 'Per Employee',
        value: 'perEmployee',
        description: 'Count the calls of a period per employee',
        action: 'Report per employee',
      },
      {
        name: 'Per Group',
        value: 'perGroup',
        description: 'Count the calls of a period per day, hour, department, pool or source',
        action: 'Report per group',
      },
    ],
    default: 'perEmployee',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['sip'] } },
    options: [
      {
        name: 'Get Online',
        value: 'getOnline',
        description: 'Read which SIP logins are online',
        action: 'Get online SIP logins',
      },
      {
        name: 'Get Speaking',
        value: 'getSpeaking',
        description: 'Read which SIP logins are speaking',
        action: 'Get speaking SIP logins',
      },
    ],
    default: 'getOnline',
  },
];
