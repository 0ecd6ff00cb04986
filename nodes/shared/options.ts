/** Choices that several nodes offer in the same words. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import languages from '../../core/model/languages.json';

/** Words n8n's guidelines ask for on every drop-down that is filled from outside. */
export const FROM_LIST =
  'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** By name, as n8n wants options. */
export const LANGUAGES: INodePropertyOptions[] = Object.entries(languages)
  .map(([value, { english }]) => ({ name: english, value }))
  .sort((one, other) => one.name.localeCompare(other.name));

export const ENTITIES: INodePropertyOptions[] = [
  { name: 'Company', value: 'company' },
  { name: 'Contact', value: 'contact' },
  { name: 'Deal', value: 'deal' },
  { name: 'Lead', value: 'lead' },
];

export const timeZone: INodeProperties = {
  displayName: 'Time Zone',
  name: 'timeZone',
  type: 'string',
  default: 'Europe/Kyiv',
  placeholder: 'e.g. Europe/Kyiv',
  description: 'IANA name of the zone of the Ringostat project; its dates carry no offset',
};

/** For the trigger and for calls read from the log, within their collection of options. */
export const maskNumbers: INodeProperties = {
  displayName: 'Mask Numbers in Logs',
  name: 'maskNumbers',
  type: 'boolean',
  default: true,
  description:
    'Whether phone numbers are masked in answers, warnings and the error messages of all our nodes. The data keep them.',
};

/** Of both too: what is never recorded must not come by the replay. */
export const neverRecord: INodeProperties = {
  displayName: 'Never Record',
  name: 'neverRecord',
  type: 'string',
  typeOptions: { rows: 4 },
  default: '',
  placeholder: 'e.g. +380441234567, +38044*, support',
  description:
    "Clients' numbers, prefixes of them ending with * and own lines of which nothing is written, one a line or separated by commas. Give the same in the trigger and where calls are read from the log.",
};

export const defaultCountry: INodeProperties = {
  displayName: 'Default Country',
  name: 'defaultCountry',
  type: 'string',
  default: 'UA',
  placeholder: 'e.g. UA',
  description: 'Two-letter ISO code of the country of numbers without country code',
};
