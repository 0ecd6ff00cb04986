/** Items of search answers: shorter than records, owner and links as objects. */
import type { Account } from './account';
import { iso } from './deal-rules';
import { CURRENCY, VISIBLE_TO } from './defaults';
import type { PipedriveType, Row, Values } from './types';

export type SearchType = Extract<PipedriveType, 'person' | 'organization' | 'deal' | 'lead'>;
const list = (row: Row, key: string): { value: string; primary?: boolean }[] =>
  (row.values[key] ?? []) as { value: string; primary?: boolean }[];

function linked(account: Account, type: PipedriveType, id: unknown): Values | null {
  const row = id === undefined || id === null ? undefined : account.find(type, id);
  if (!row || row.deleted) return null;
  const more = type === 'organization' ? { address: null } : {};
  return { id: row.id, name: row.values['name'], ...more };
}
/** Takes a record as search sees it and the custom values that matched. */
export function itemOf(account: Account, row: Row, custom: string[]): Values {
  const { values } = row;
  const shared = {
    id: row.id,
    type: row.type,
    owner: { id: values['owner_id'] },
    visible_to: VISIBLE_TO,
    custom_fields: custom,
    notes: [],
  };
  const organization = linked(account, 'organization', values['org_id'] ?? values['organization_id']);
  if (row.type === 'person') {
    const emails = list(row, 'emails');
    return {
      ...shared,
      name: values['name'],
      phones: list(row, 'phones').map(({ value }) => value),
      emails: emails.map(({ value }) => value),
      primary_email: (emails.find((one) => one.primary) ?? emails[0])?.value ?? null,
      organization,
      ...(account.rules.searchTimes ? { update_time: iso(row.updateTime) } : {}),
    };
  }
  if (row.type === 'organization') return { ...shared, name: values['name'], address: null };
  const deal = {
    ...shared,
    title: values['title'],
    person: linked(account, 'person', values['person_id']),
    organization,
    is_archived: values['is_archived'] === true,
  };
  const money = values['value'] as { amount?: number; currency?: string } | null | undefined;
  if (row.type === 'lead')
    return {
      ...deal,
      phones: [],
      emails: [],
      value: money?.amount ?? null,
      currency: money?.currency ?? null,
    };
  const stage = account.stage(values['stage_id']);
  return {
    ...deal,
    value: values['value'] ?? null,
    currency: values['currency'] ?? CURRENCY,
    status: values['status'] ?? 'open',
    stage: { id: values['stage_id'], name: stage?.name ?? null },
    pipeline: { id: values['pipeline_id'] },
  };
}

const RELATED_MAX = 100;
/** Newest deals and leads of found persons and organizations, and persons of found organizations. */
export function relatedOf(account: Account, found: Row[], now: number): Row[] {
  const known = new Set(found.map(({ type, id }) => `${type}:${id}`));
  const related = new Map<string, Row>();
  const add = (type: SearchType, key: string, id: Row['id']): void => {
    const rows = account.index.rows(type, now).filter(({ values }) => values[key] === id);
    for (const row of rows.slice(0, RELATED_MAX)) related.set(`${type}:${row.id}`, row);
  };
  for (const { type, id } of found) {
    if (type !== 'person' && type !== 'organization') continue;
    add('deal', type === 'person' ? 'person_id' : 'org_id', id);
    add('lead', type === 'person' ? 'person_id' : 'organization_id', id);
    if (type === 'organization') add('person', 'org_id', id);
  }
  return [...related].filter(([key]) => !known.has(key)).map(([, row]) => row);
}
