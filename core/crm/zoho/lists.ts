/** Lists for the nodes: users and fields. */
import type { HttpClient } from '../../http/types';
import type { CrmField } from '../../model/record';
import type { CrmUser } from '../port';
import { readFieldList, type ApiField } from './book';
import { paths } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import type { Module } from './modules';
import { said } from '../../text/said';

const PAGE = 200;
/** Pages of an organisation with four thousand users. */
const PAGES_MAX = 20;

/** Active users. Throws CrmError. */
export async function readUsers(http: HttpClient): Promise<CrmUser[]> {
  const users: CrmUser[] = [];
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const query = { type: 'ActiveUsers', page: String(page), per_page: String(PAGE) };
    const { body } = await http.request(
      { method: 'GET', path: paths.users, query },
      { action: said('doing.readUsers') },
    );
    const { users: rows, info } = asJson(body);
    for (const row of listOf(rows).map(asJson)) {
      const [id, email] = [textOf(row.id), textOf(row.email)];
      const full = textOf(row.full_name) || [row.first_name, row.last_name].map(textOf).join(' ').trim();
      const active = !row.status || textOf(row.status) === 'active';
      users.push({ id, name: full || email || id, email: email || null, active });
    }
    if (asJson(info).more_records !== true) break;
  }
  return users;
}

/** False for what Zoho fills itself and what this user may not write. */
export const isWritable = (field: ApiField): boolean =>
  field.read_only !== true &&
  field.field_read_only !== true &&
  field.operation_type?.api_create !== false &&
  !['formula', 'rollup_summary', 'autonumber'].includes(field.data_type ?? '');

/** Fields of a module; those Zoho fills itself are marked as not writable, hidden ones left out. Throws CrmError. */
export async function readFields(http: HttpClient, module: Module): Promise<CrmField[]> {
  const fields = await readFieldList(http, module);
  return fields
    .filter(({ visible }) => visible !== false)
    .map((field) => ({
      name: field.api_name,
      label: field.field_label ?? field.api_name,
      type: field.data_type ?? 'text',
      writable: isWritable(field),
      options: (field.pick_list_values ?? []).map(({ actual_value: value, display_value: label }) => ({
        value,
        label,
      })),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
