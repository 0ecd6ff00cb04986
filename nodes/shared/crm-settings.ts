/** Settings that only one CRM has (ProviderSetting) as fields of the nodes. */
import type { INodeProperties } from 'n8n-workflow';
import type { ProviderSetting } from '../../core/crm/port';
import { providers } from '../../core/crm/registry';
import { FROM_LIST } from './options';

/** Method of the node that fills a list of ProviderSetting.list. */
export const choicesMethod = (list: string): string => `choices_${list}`;
const settings = (crm: string): ProviderSetting[] => providers[crm]?.settings ?? [];

const SMALL = new Set([
  'a',
  'an',
  'and',
  'as',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'that',
  'the',
  'to',
]);
/** n8n writes labels so; names of others (`utm_source`) stay. */
const titleCase = (label: string): string =>
  label
    .split(' ')
    .map((word, index) =>
      index > 0 && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ');

/** n8n asks booleans to begin so. */
const whether = (hint: string): string =>
  /^whether /i.test(hint) ? hint : `Whether ${hint.charAt(0).toLowerCase()}${hint.slice(1)}`;

function fieldOf(setting: ProviderSetting): INodeProperties {
  const { name, label, hint, type, options, list } = setting;
  const title = titleCase(label);
  const field = { displayName: title, name, default: setting.default, description: hint };
  if (type === 'boolean') return { ...field, type: 'boolean', description: whether(hint) };
  if (list !== undefined) {
    return {
      ...field,
      displayName: `${title} Name or ID`,
      type: 'options',
      typeOptions: { loadOptionsMethod: choicesMethod(list) },
      description: `${hint.replace(/\.$/, '')}. ${FROM_LIST}.`,
    };
  }
  if (type === 'text') return { ...field, type: 'string' };
  return {
    ...field,
    type: 'options',
    options: (options ?? []).map(({ value, label: shown }) => ({ name: shown, value })),
  };
}

/** The collection `settings` of the CRM's settings that are `wanted`; nothing when it has none. */
export function settingsProperty(
  crm: string,
  wanted: (setting: ProviderSetting) => boolean,
  show: Record<string, (string | boolean)[]> = {},
): INodeProperties[] {
  const own = settings(crm).filter(wanted);
  if (own.length === 0) return [];
  return [
    {
      displayName: `${providers[crm]?.label ?? crm} Settings`,
      name: 'settings',
      type: 'collection',
      placeholder: 'Add setting',
      default: {},
      options: own.map(fieldOf).sort((a, b) => a.displayName.localeCompare(b.displayName)),
      ...(Object.keys(show).length > 0 ? { displayOptions: { show } } : {}),
    },
  ];
}

/** Lists that the settings of these CRMs are chosen from. */
export const settingsLists = (crms: readonly string[]): string[] =>
  crms.flatMap((crm) => settings(crm).flatMap(({ list }) => list ?? []));
