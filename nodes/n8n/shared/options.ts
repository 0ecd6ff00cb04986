/** Choices that several nodes offer in the same words. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const LANGUAGES: INodePropertyOptions[] = [
  { name: 'English', value: 'en' },
  { name: 'Russian', value: 'ru' },
  { name: 'Ukrainian', value: 'uk' },
];

export const ENTITIES: INodePropertyOptions[] = [
  { name: 'Company', value: 'company' },
  { name: 'Contact', value: 'contact' },
  { name: 'Deal', value: 'deal' },
  { name: 'Lead', value: 'lead' },
];

/** Credential slots of a node that works with a CRM. */
export const crmAuthentication: INodeProperties = {
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

export const timeZone: INodeProperties = {
  displayName: 'Time Zone',
  name: 'timeZone',
  type: 'string',
  default: 'Europe/Kyiv',
  placeholder: 'e.g. Europe/Kyiv',
  description: 'IANA name of the zone of the Ringostat project; its dates carry no offset',
};

export const defaultCountry: INodeProperties = {
  displayName: 'Default Country',
  name: 'defaultCountry',
  type: 'string',
  default: 'UA',
  placeholder: 'e.g. UA',
  description: 'Two-letter ISO code of the country of numbers without country code',
};
