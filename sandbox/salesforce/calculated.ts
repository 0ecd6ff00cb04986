/** Fields that Salesforce works out when a record is read. */
import type { Row, Value } from './types';

/** The rows that a field may be worked out of. */
interface Rows {
  rows(object: string): Row[];
  get(id: unknown): Row | undefined;
}

/** How the vendor writes a moment: offset without a colon. */
export const stamp = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');

const personName = ({ values }: Row): Value =>
  [values['FirstName'], values['LastName']].filter(Boolean).join(' ') || null;

/** The record of a list object that stands for a picklist's value. */
function listed(org: Rows, list: string, value: Value | undefined): Row | undefined {
  return org.rows(list).find(({ values }) => values['ApiName'] === value);
}
const flag = (org: Rows, list: string, value: Value | undefined, name: string): boolean =>
  listed(org, list, value)?.values[name] === true;

function accountOfTask(org: Rows, row: Row): Value {
  const what = org.get(row.values['WhatId']);
  if (what?.object === 'Account') return what.id;
  const who = org.get(row.values['WhoId']);
  return what?.values['AccountId'] ?? (who?.object === 'Contact' ? (who.values['AccountId'] ?? null) : null);
}

type Rule = (org: Rows, row: Row) => Value;
const stage =
  (name: string): Rule =>
  (org, { values }) =>
    flag(org, 'OpportunityStage', values['StageName'], name);
const RULES: Record<string, Rule> = {
  'Lead.Name': (_, row) => personName(row),
  'Contact.Name': (_, row) => personName(row),
  'Opportunity.IsClosed': stage('IsClosed'),
  'Opportunity.IsWon': stage('IsWon'),
  'Opportunity.ForecastCategory': (org, { values }) =>
    listed(org, 'OpportunityStage', values['StageName'])?.values['ForecastCategory'] ?? 'Pipeline',
  'Task.IsClosed': (org, { values }) => flag(org, 'TaskStatus', values['Status'], 'IsClosed'),
  'Task.IsHighPriority': (org, { values }) => flag(org, 'TaskPriority', values['Priority'], 'IsHighPriority'),
  'Task.AccountId': accountOfTask,
};
const SYSTEM: Record<string, (row: Row) => Value> = {
  Id: ({ id }) => id,
  IsDeleted: ({ deleted }) => deleted,
  CreatedDate: ({ createdAt }) => stamp(createdAt),
  LastModifiedDate: ({ changedAt }) => stamp(changedAt),
  SystemModstamp: ({ changedAt }) => stamp(changedAt),
};

/** Takes a row and a field's name; returns the calculated value, undefined when the field is stored. */
export function calculated(org: Rows, row: Row, field: string): Value | undefined {
  const system = SYSTEM[field];
  if (system) return system(row);
  return RULES[`${row.object}.${field}`]?.(org, row);
}
