import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { invalidData, invalidId } from './errors';
import type { Org } from './org';
import { MODULES, type FakeLayout, type FakeUser } from './types';

const PROFILE = { name: 'Administrator', id: '4876876000000026011' };

const userBody = (user: FakeUser): Record<string, unknown> => ({
  id: user.id,
  first_name: user.name.split(' ')[0] ?? '',
  last_name: user.name.split(' ').slice(1).join(' ') || user.name,
  full_name: user.name,
  email: user.email,
  status: user.active ? 'active' : 'disabled',
  confirm: true,
  profile: PROFILE,
  role: { name: 'CEO', id: '4876876000000026005' },
  language: 'en_US',
  time_zone: 'Europe/Kiev',
});
const USER_FILTERS: Record<string, (user: FakeUser, org: Org) => boolean> = {
  AllUsers: () => true,
  ActiveUsers: ({ active }) => active,
  ActiveConfirmedUsers: ({ active }) => active,
  ConfirmedUsers: () => true,
  DeactiveUsers: ({ active }) => !active,
  AdminUsers: ({ active }) => active,
  CurrentUser: ({ id }, org) => id === org.me.id,
};
/** GET users, users/{id}. */
export function usersApi(org: Org, id: string | undefined, { query }: SandboxRequest): SandboxAnswer {
  if (id !== undefined) {
    const one = org.users.find((user) => user.id === id);
    return one ? { status: 200, body: { users: [userBody(one)] } } : { status: 204 };
  }
  const filter = USER_FILTERS[query.get('type') ?? 'AllUsers'];
  if (!filter) throw invalidData('invalid data', { param_name: 'type' });
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 200)];
  const all = org.users.filter((user) => filter(user, org));
  const rows = all.slice((page - 1) * size, page * size);
  if (rows.length === 0) return { status: 204 };
  const info = { per_page: size, count: rows.length, page, more_records: all.length > page * size };
  return { status: 200, body: { users: rows.map(userBody), info } };
}
export function orgApi(org: Org): SandboxAnswer {
  const body = {
    id: '4876876000000020012',
    company_name: 'Sandbox',
    primary_email: org.me.email,
    time_zone: 'Europe/Kiev',
    currency: 'Hryvnia - UAH',
    iso_code: 'UAH',
    country_code: 'UA',
    type: 'production',
    license_details: {
      paid: true,
      paid_type: org.options.edition ?? 'enterprise',
      users_license_purchased: 10,
      portal_users_license_purchased: 0,
    },
  };
  return { status: 200, body: { org: [body] } };
}
export function modulesApi(): SandboxAnswer {
  const modules = MODULES.map((name, index) => ({
    id: `487687600000000217${index}`,
    api_name: name,
    module_name: name,
    singular_label: name.slice(0, -1),
    plural_label: name,
    generated_type: 'default',
    api_supported: true,
    creatable: true,
    editable: true,
    deletable: true,
    viewable: true,
    visibility: 1,
    status: 'visible',
    sequence_number: index + 1,
    profile_count: 1,
    profiles: [PROFILE],
    description: null,
    global_search_supported: true,
    public_fields_configured: false,
    recycle_bin_on_delete: true,
    has_more_profiles: false,
    sub_menu_available: true,
  }));
  return { status: 200, body: { modules } };
}

const CATEGORY = { Open: 'Pipeline', 'Closed Won': 'Closed', 'Closed Lost': 'Omitted' };
function pipelinesOf(layout: FakeLayout): Record<string, unknown>[] {
  return layout.pipelines.map(({ id, name, stages }, index) => ({
    id,
    display_value: name,
    actual_value: name,
    default: index === 0,
    maps: stages.map((stage, place) => ({
      id: stage.id,
      display_value: stage.name,
      actual_value: stage.name,
      sequence_number: place + 1,
      forecast_category: { name: CATEGORY[stage.type], id: '4876876000000094001' },
      forecast_type: stage.type,
    })),
  }));
}
/** GET settings/pipeline?layout_id=, settings/pipeline/{id}?layout_id=. */
export function pipelineApi(org: Org, id: string | undefined, { query }: SandboxRequest): SandboxAnswer {
  const layoutId = query.get('layout_id');
  const layout = org.dealLayouts.find((one) => one.id === layoutId);
  if (!layout) throw invalidData('invalid data', { param_name: 'layout_id' });
  const pipeline = pipelinesOf(layout).filter((one) => id === undefined || one['id'] === id);
  if (id !== undefined && pipeline.length === 0) throw invalidId(id);
  return pipeline.length === 0 ? { status: 204 } : { status: 200, body: { pipeline } };
}
