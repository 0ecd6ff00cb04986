import type { INodeProperties } from 'n8n-workflow';
import { EMPLOYEE_FIRST } from '../../shared/product';

const callBack = { resource: ['call'], operation: ['callBack'] };
const recording = { resource: ['recording'] };
const contact = { resource: ['contact'] };

interface Text {
  label: string;
  name: string;
  placeholder: string;
  description?: string;
  initial?: string;
}
const text = ({ label, name, placeholder, description, initial = '' }: Text): INodeProperties => ({
  displayName: label,
  name,
  type: 'string',
  default: initial,
  placeholder,
  ...(description ? { description } : {}),
});
const shown = (show: Record<string, string[]>, field: INodeProperties): INodeProperties => ({
  ...field,
  displayOptions: { show },
});

const DETAILS: INodeProperties[] = [
  text({ label: 'Contact Link', name: 'contactUrl', placeholder: 'e.g. https://app.hubspot.com/…' }),
  text({ label: 'Deal Link', name: 'dealUrl', placeholder: 'e.g. https://app.hubspot.com/…' }),
  text({
    label: 'Emails',
    name: 'emails',
    placeholder: 'e.g. olena@example.com',
    description: 'Separated by commas',
  }),
  text({
    label: 'Employee ID',
    name: 'employeeId',
    placeholder: 'e.g. 100001',
    description: 'Ringostat ID of the responsible',
  }),
  text({ label: 'Google Client ID', name: 'googleClientId', placeholder: 'e.g. 123456789.987654321' }),
  text({ label: 'Lead ID', name: 'leadId', placeholder: 'e.g. 90001' }),
  text({ label: 'Lead Link', name: 'leadUrl', placeholder: 'e.g. https://app.hubspot.com/…' }),
  text({ label: 'Responsible', name: 'responsible', placeholder: 'e.g. Olena Kovalenko' }),
];

export const otherProperties: INodeProperties[] = [
  {
    displayName: 'Method',
    name: 'method',
    type: 'options',
    options: [
      { name: 'Employee and Client', value: 'extended', description: 'You say who is rung first' },
      {
        name: 'Project Number',
        value: 'simple',
        description: 'From a number of the project to a number or SIP login',
      },
    ],
    default: 'extended',
    displayOptions: { show: callBack },
  },
  shown(
    { ...callBack, method: ['extended'] },
    text({
      label: 'Employee',
      name: 'employee',
      placeholder: 'e.g. company_olena',
      description: 'Number or SIP login',
    }),
  ),
  shown(
    { ...callBack, method: ['simple'] },
    text({ label: 'Project Number', name: 'projectNumber', placeholder: 'e.g. 380441234567' }),
  ),
  shown(
    callBack,
    text({
      label: 'Client Number',
      name: 'clientNumber',
      placeholder: 'e.g. 380671234567',
      initial: '={{ $json.event?.clientNumber }}',
    }),
  ),
  {
    displayName: 'Counts As',
    name: 'direction',
    type: 'options',
    options: [
      { name: 'Incoming', value: 'in' },
      { name: 'Outgoing', value: 'out' },
    ],
    default: 'out',
    displayOptions: { show: { ...callBack, method: ['extended'] } },
  },
  {
    displayName: 'Ring First',
    name: 'managerDst',
    type: 'options',
    options: [
      { name: 'Client (1)', value: 1 },
      { name: 'Employee (0)', value: 0 },
    ],
    default: EMPLOYEE_FIRST,
    displayOptions: { show: { ...callBack, method: ['extended'] } },
    description:
      'Who is rung first. Ringostat calls it manager_dst; users found that 0 is the employee, while its own sample sends 1. Try it once.',
  },
  shown(recording, {
    ...text({
      label: 'Recording Link',
      name: 'recordingUrl',
      placeholder: 'e.g. https://app.ringostat.com/recordings/…',
      initial: '={{ $json.event.recordings[0] }}',
    }),
    required: true,
  }),
  shown(recording, {
    ...text({
      label: 'Put Output File in Field',
      name: 'binaryProperty',
      placeholder: 'e.g. data',
      initial: 'data',
    }),
    hint: 'The name of the output binary field to put the file in',
  }),
  shown(
    recording,
    text({
      label: 'Further Hosts',
      name: 'recordingHosts',
      placeholder: 'e.g. records.example.com',
      description:
        'Hosts beside those of Ringostat from which recordings may come, separated by commas; only these may lead into your own network',
    }),
  ),
  shown(contact, {
    ...text({ label: 'Name', name: 'contactName', placeholder: 'e.g. Olena Kovalenko' }),
    required: true,
  }),
  shown(contact, text({ label: 'CRM', name: 'origin', placeholder: 'e.g. HubSpot', initial: 'HubSpot' })),
  shown(
    contact,
    text({
      label: 'Contact ID',
      name: 'contactId',
      placeholder: 'e.g. 70151',
      description: 'This or the lead ID is required',
    }),
  ),
  shown(
    contact,
    text({
      label: 'Phones',
      name: 'phones',
      placeholder: 'e.g. 380671234567',
      description: 'Separated by commas',
    }),
  ),
  shown(contact, {
    displayName: 'More',
    name: 'details',
    type: 'collection',
    placeholder: 'Add field',
    default: {},
    options: DETAILS,
  }),
];
