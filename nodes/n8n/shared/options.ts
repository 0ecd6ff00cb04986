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

/**
 * How a node signs in to the CRM it lets one choose. Not named `authentication`: n8n's editor hides a field of that name,
 * and every field it depends on, behind the credential.
 */
export const crmAuthentication: INodeProperties = {
  displayName: 'Authentication',
  name: 'crmAuthentication',
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
