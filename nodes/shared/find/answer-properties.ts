/** Fields of Find Responsible Manager that a trigger needs too when it answers "whom to ring?" itself. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { crmProperties } from '../crm-properties';
import { answerOptions, findProperties } from './properties';

const SHARED = new Set([
  'order',
  'customOrder',
  'several',
  'teamSource',
  'team',
  'corrections',
  'teamJson',
  'budgetMs',
  'reserve',
  'language',
]);
/** Nothing comes into a trigger. */
const NOT_THERE = 'input';
type Show = Record<string, (string | boolean)[]>;

/** The same field, shown where `show` says; the mode of Find Responsible Manager is none of the other node's. */
function shownWhere(show: Show, field: INodeProperties): INodeProperties {
  const own = Object.entries((field.displayOptions?.show ?? {}) as Show).filter(([name]) => name !== 'mode');
  return { ...field, displayOptions: { show: { ...show, ...Object.fromEntries(own) } } };
}

const withoutInput = (field: INodeProperties): INodeProperties =>
  field.name === 'teamSource'
    ? {
        ...field,
        options: (field.options as INodePropertyOptions[]).filter(({ value }) => value !== NOT_THERE),
      }
    : field;

/** Which CRM, whose records decide, the team, the budget: the very fields of Find Responsible Manager. */
export const answerProperties = (show: Show): INodeProperties[] => [
  ...crmProperties({ show }),
  ...findProperties
    .filter(({ name }) => SHARED.has(name))
    .map((field) => shownWhere(show, withoutInput(field))),
];

/** Within a collection; the names of fields outside it begin with a slash. */
export const answerOptionsWhere = (show: Show): INodeProperties[] =>
  answerOptions.map((field) => ({ ...field, displayOptions: { show } }));
