/**
 * Layouts of a module. Zoho stores only the fields that the record's layout has and silently drops the others, and fields
 * created through the API are added to the standard layout only: records of another layout lose the product's keys.
 */
import type { HttpClient } from '../../http/types';
import type { Said } from '../../model/said';
import { said } from '../../text/said';
import { paths } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import type { Module } from './modules';
import { ownNames } from './own-fields';

export interface Layout {
  id: string;
  name: string;
  /** API names; null: Zoho does not tell. */
  fields: ReadonlySet<string> | null;
}
/** Of a module, how a person reads it and where it is changed. */
export const layoutAdvice = (module: Module): Said => said('zoho.layout.advice', { object: module });

function toLayout(row: Record<string, unknown>): Layout {
  const names = listOf(row.sections).flatMap((section) =>
    listOf(asJson(section).fields).map((field) => textOf(asJson(field).api_name)),
  );
  const fields = names.length > 0 ? new Set(names) : null;
  const id = textOf(row.id);
  return { id, name: textOf(row.display_label) || textOf(row.name) || id, fields };
}

/** Active layouts, the standard one first. Throws CrmError. */
export async function readLayouts(http: HttpClient, module: Module, signal?: AbortSignal): Promise<Layout[]> {
  const lane = signal ? 'urgent' : 'normal';
  const { body } = await http.request(
    { method: 'GET', path: paths.layouts, query: { module }, signal },
    { action: `reading the layouts of ${module}`, lane },
  );
  return listOf(asJson(body).layouts)
    .map(asJson)
    .filter(({ status, visible }) => status !== 'inactive' && status !== -1 && visible !== false)
    .map(toLayout)
    .filter(({ id }) => id !== '');
}

/** Our fields of the module that the layout surely lacks. */
export const lackingIn = (module: Module, { fields }: Layout): string[] =>
  fields ? ownNames(module).filter((name) => !fields.has(name)) : [];
