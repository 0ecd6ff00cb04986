/** Users, pipelines, stages and the small lists of v1. */
import { ok, type Handler } from './context';
import { iso } from './deal-rules';
import { ACTIVITY_TYPES, COMPANY_ID, CURRENCY, LEAD_LABELS } from './defaults';
import type { FakeUser, Values } from './types';

const LIST_MAX = 500;
const CREATED = '2026-01-01 00:00:00';
const SORTS = ['id', 'update_time', 'add_time'];

function renderUser(user: FakeUser, you: FakeUser): Values {
  return {
    id: user.id,
    name: user.name,
    default_currency: CURRENCY,
    locale: 'uk_UA',
    lang: 1,
    email: user.email,
    phone: null,
    activated: true,
    last_login: CREATED,
    created: CREATED,
    modified: null,
    has_created_company: user.admin,
    access: [{ app: 'sales', admin: user.admin, permission_set_id: '62cc4d7f-4038-4352-abf3-a8c1c822b631' }],
    active_flag: user.active,
    timezone_name: 'Europe/Kyiv',
    timezone_offset: '+02:00',
    role_id: 1,
    icon_url: null,
    is_you: user.id === you.id,
    is_deleted: false,
  };
}
const users: Handler = ({ account, user }) => ok(account.users.map((one) => renderUser(one, user)));
const me: Handler = ({ user }) =>
  ok({
    ...renderUser(user, user),
    company_id: COMPANY_ID,
    company_name: 'Sandbox',
    company_domain: 'sandbox',
    company_country: 'UA',
    company_industry: 'Other',
    language: { language_code: 'uk', country_code: 'UA' },
  });

const times = (ms: number): Values => ({ add_time: iso(ms), update_time: iso(ms) });
const BEGAN = Date.parse(`${CREATED.replace(' ', 'T')}Z`);

const pipelines: Handler = ({ account, query }) => {
  query.oneOf('sort_by', SORTS);
  const all = account.pipelines.map(({ id, name }, index) => ({
    id,
    name,
    order_nr: index + 1,
    is_deleted: false,
    is_deal_probability_enabled: false,
    ...times(BEGAN),
  }));
  const { rows, additional_data } = query.page(all, LIST_MAX);
  return ok(rows, { additional_data });
};
const stages: Handler = ({ account, query }) => {
  query.oneOf('sort_by', [...SORTS, 'order_nr']);
  const pipelineId = query.integer('pipeline_id');
  const all = account.pipelines
    .filter(({ id }) => pipelineId === null || id === pipelineId)
    .flatMap((pipeline) =>
      pipeline.stages.map(({ id, name }, index) => ({
        id,
        order_nr: index + 1,
        name,
        is_deleted: false,
        deal_probability: 100,
        pipeline_id: pipeline.id,
        is_deal_rot_enabled: false,
        days_to_rotten: null,
        ...times(BEGAN),
      })),
    );
  const { rows, additional_data } = query.page(all, LIST_MAX);
  return ok(rows, { additional_data });
};
const activityTypes: Handler = ({ account }) =>
  ok(
    ACTIVITY_TYPES.map((key, index) => ({
      id: index + 1,
      order_nr: index + 1,
      name: `${key[0]?.toUpperCase() ?? ''}${key.slice(1)}`,
      key_string: key,
      icon_key: key,
      active_flag: !account.rules.inactiveTypes.includes(key),
      color: 'FFFFFF',
      is_custom_flag: false,
      add_time: CREATED,
      update_time: CREATED,
    })),
  );
const leadTimes = { add_time: '2026-01-01T00:00:00.000Z', update_time: '2026-01-01T00:00:00.000Z' };
const leadLabels: Handler = () => ok(LEAD_LABELS.map((label) => ({ ...label, ...leadTimes })));
const leadSources: Handler = () => ok(['API', 'Manually created', 'Web forms'].map((name) => ({ name })));
const currencies: Handler = ({ query }) => {
  const term = query.text('term')?.toLowerCase() ?? '';
  const all = [
    { id: 1, code: 'UAH', name: 'Ukraine Hryvnia', decimal_points: 2, symbol: '₴' },
    { id: 2, code: 'EUR', name: 'Euro', decimal_points: 2, symbol: '€' },
  ];
  const found = all.filter(({ code, name }) => `${code} ${name}`.toLowerCase().includes(term));
  return ok(found.map((currency) => ({ ...currency, active_flag: true, is_custom_flag: false })));
};

export const directory = { users, me, pipelines, stages, activityTypes, leadLabels, leadSources, currencies };
