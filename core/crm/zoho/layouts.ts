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

/** A field as a layout has it. */
export interface LayoutField {
  required: boolean;
  /** Values of its list that the layout offers; null: any, or Zoho does not tell. */
  values: ReadonlySet<string> | null;
}
export interface Layout {
  id: string;
  name: string;
  /** First section, into which fields can be put; null: Zoho does not tell. */
  section: string | null;
  /** By API name; null: Zoho does not tell. */
  fields: ReadonlyMap<string, LayoutField> | null;
}
/** Of a module, how a person reads it and where it is changed. */
export const layoutAdvice = (module: Module): Said => said('zoho.layout.advice', { object: module });

function toField(row: Record<string, unknown>): [string, LayoutField] {
  const offered = listOf(row.pick_list_values)
    .map(asJson)
    .filter(({ type }) => type !== 'unused')
    .map(({ actual_value: value }) => textOf(value));
  const values = offered.length > 0 ? new Set(offered) : null;
  return [textOf(row.api_name), { required: row.required === true, values }];
}

function toLayout(row: Record<string, unknown>): Layout {
  const sections = listOf(row.sections).map(asJson);
  const fields = sections.flatMap((section) => listOf(section.fields).map((field) => toField(asJson(field))));
  const id = textOf(row.id);
  const own = sections.find(({ isSubformSection, type }) => isSubformSection !== true && type !== 'unused');
  return {
    id,
    name: textOf(row.display_label) || textOf(row.name) || id,
    section: textOf(own?.id) || null,
    fields: fields.length > 0 ? new Map(fields) : null,
  };
}

/** Active layouts, the standard one first. Throws CrmError. */
export async function readLayouts(http: HttpClient, module: Module, signal?: AbortSignal): Promise<Layout[]> {
  const lane = signal ? 'urgent' : 'normal';
  const { body } = await http.request(
    { method: 'GET', path: paths.layouts, query: { module }, signal },
    { action: said('doing.readLayouts', { of: module }), lane },
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
