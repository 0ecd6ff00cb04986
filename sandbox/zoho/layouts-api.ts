/** Layouts of a module: read, and changed by adding fields that are there. */
import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { asObject, invalidData, invalidId, invalidModule, mandatory, missingParam, Refusal } from './errors';
import { optionsOf } from './fields-api';
import { isModule, type Org } from './org';
import { timeOf } from './render';
import type { FieldDef, PlainLayout, Values, ZohoModule } from './types';

const CREATED = Date.UTC(2026, 0, 12, 8);
/** Fields of all sections that one request may change. */
const MAX_CHANGED = 5;

const listIn = (value: unknown): Values[] => (Array.isArray(value) ? value.map(asObject) : []);
const sectionId = (layoutId: string): string => `${layoutId.slice(0, -1)}7`;
const flags = (names: string[]): Record<string, boolean> =>
  Object.fromEntries(names.map((name) => [name, false]));
/** A field's list as the layout offers it. */
function listed(org: Org, module: ZohoModule, layoutId: string, def: FieldDef): Values[] {
  const hidden = org.layoutRules(layoutId).hidden.get(def.name);
  return optionsOf(org, module, def).map((option) => ({
    ...option,
    maps: [],
    type: hidden?.has(option.actual_value) === true ? 'unused' : 'used',
  }));
}
/** All fields of a layout in one section: where they stand on the page is nobody's affair here. */
const sectionOf = (org: Org, module: ZohoModule, layoutId: string): Record<string, unknown> => ({
  id: sectionId(layoutId),
  name: 'Information',
  api_name: 'Information',
  display_label: 'Information',
  mode: 'all',
  generated_type: 'default',
  sequence_number: 1,
  column_count: 2,
  tab_traversal: 'left_to_right',
  isSubformSection: false,
  actions_allowed: flags([
    'add_field',
    'rename',
    'change_tab_traversal',
    'reorder',
    'delete',
    'remove_field',
    'change_column_count',
  ]),
  fields: org.layoutFields(module, layoutId).map((def) => ({
    id: def.id,
    api_name: def.name,
    field_label: def.label,
    required: def.mandatory,
    ...(def.type === 'picklist' ? { pick_list_values: listed(org, module, layoutId, def) } : {}),
  })),
});
const layoutBody = (org: Org, module: ZohoModule, { id, name }: PlainLayout): Record<string, unknown> => ({
  id,
  name,
  api_name: name.replace(/\W+/g, '_'),
  display_label: name,
  visible: true,
  status: 'active',
  created_for: null,
  source: 'crm',
  generated_type: 'system',
  has_more_profiles: false,
  show_business_card: true,
  created_time: timeOf(org, CREATED),
  modified_time: timeOf(org, CREATED),
  modified_by: { name: org.me.name, id: org.me.id },
  profiles: null,
  sections: [sectionOf(org, module, id)],
  actions_allowed: flags([
    'edit',
    'rename',
    'clone',
    'downgrade',
    'delete',
    'deactivate',
    'set_layout_permissions',
  ]),
});
/** GET settings/layouts?module=, settings/layouts/{id}?module=. */
export function layoutsApi(org: Org, id: string | undefined, { query }: SandboxRequest): SandboxAnswer {
  const module = query.get('module');
  if (module === null) throw missingParam('module');
  if (!isModule(module)) throw invalidModule();
  const layouts = org.layouts(module).filter((layout) => id === undefined || layout.id === id);
  if (layouts.length === 0) return { status: 204 };
  return { status: 200, body: { layouts: layouts.map((layout) => layoutBody(org, module, layout)) } };
}

/** PATCH settings/layouts/{id}?module=: puts fields that are there into a section. What else the vendor can change is not played. */
export function changeLayoutApi(
  org: Org,
  id: string | undefined,
  { query, body }: SandboxRequest,
): SandboxAnswer {
  const module = query.get('module');
  if (module === null) throw missingParam('module');
  if (!isModule(module)) throw invalidModule();
  const layout = org.layouts(module).find((one) => one.id === id);
  if (!layout) throw invalidId(id ?? '');
  const refuse = (refusal: Refusal): SandboxAnswer => ({ status: 400, body: { layouts: [refusal.body()] } });
  const [change] = listIn(asObject(body)['layouts']);
  const sections = listIn(change?.['sections']);
  const place = (name: string): { api_name: string; json_path: string } => ({
    api_name: name,
    json_path: `$.layouts[0].${name}`,
  });
  if (sections.length === 0) return refuse(mandatory(place('sections')));
  if (org.options.layoutChanges === 'refuse')
    return refuse(new Refusal(400, 'NOT_ALLOWED', 'the layout cannot be edited', place('id')));
  if (sections.some((section) => section['id'] !== sectionId(layout.id)))
    return refuse(invalidData('invalid data', place('sections')));
  const wanted = sections.flatMap((section) => listIn(section['fields'])).map(({ id: field }) => field);
  if (wanted.length > MAX_CHANGED)
    return refuse(
      new Refusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { limit: MAX_CHANGED, ...place('fields') }),
    );
  const defs = wanted.map((field) => [...org.defs(module).values()].find((def) => def.id === field));
  if (defs.length === 0 || defs.includes(undefined))
    return refuse(invalidData('invalid data', place('fields')));
  for (const def of defs) org.layoutRules(layout.id).lacks.delete(def?.name ?? '');
  const done = { code: 'SUCCESS', details: { id: layout.id }, message: 'layout updated', status: 'success' };
  return { status: 200, body: { layouts: [done] } };
}
