/** Lists for the nodes: users, fields, activity types. */
import type { Entity } from '../../model/plan';
import type { CrmField } from '../../model/record';
import type { CrmUser } from '../port';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { KINDS } from './entities';
import { readFieldList } from './field-lists';
import system from './system-fields.json';
import type { ApiField } from './types';
import { said } from '../../text/said';

interface ApiUser {
  id: number;
  name?: string | null;
  email?: string | null;
  active_flag?: boolean | null;
}

/** Users of the company, inactive ones too. Throws CrmError. */
export async function readUsers(api: PipedriveApi): Promise<CrmUser[]> {
  const users = await api.read<ApiUser[] | null>(paths.users, {}, said('doing.readUsers'));
  return (users ?? []).map(({ id, name, email, active_flag }) => ({
    id: String(id),
    name: name || email || String(id),
    email: email || null,
    active: active_flag !== false,
  }));
}

/** Activity types of the account, for the setting. Throws CrmError. */
export async function readActivityTypes(api: PipedriveApi): Promise<{ value: string; label: string }[]> {
  interface Type {
    name: string;
    key_string: string;
    active_flag?: boolean;
  }
  const types = await api.read<Type[] | null>(paths.activityTypes, {}, said('doing.readActivityTypes'));
  return (types ?? [])
    .filter(({ active_flag }) => active_flag !== false)
    .map(({ name, key_string }) => ({ value: key_string, label: name }));
}

type Mapped = Entity | 'callRecord' | 'task';
/** Pipedrive's own fields that may be set from a text. */
export const WRITABLE: Readonly<Record<Mapped, string[]>> = system;

/** Fields to map to. Custom ones have a code of forty digits as name. Throws CrmError. */
export async function readFields(api: PipedriveApi, entity: Mapped): Promise<CrmField[]> {
  // A call log has no fields beyond those the plan fills.
  if (entity === 'callRecord') return [];
  const all = await readFieldList(api, entity === 'task' ? 'activityFields' : KINDS[entity].fields);
  const writable = new Set(WRITABLE[entity]);
  const toField = ({ field_code, field_name, field_type, is_custom_field, options }: ApiField): CrmField => ({
    name: field_code,
    label: field_name,
    type: field_type,
    // Activities have no custom fields that the API could set.
    writable: writable.has(field_code) || (is_custom_field && entity !== 'task'),
    options: (options ?? []).map(({ id, label }) => ({ value: String(id), label })),
  });
  return all.map(toField).sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
