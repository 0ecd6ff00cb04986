/** Persons, organizations and deals of v2. */
import type { Account } from './account';
import { checkWrite } from './check-write';
import { needRow, ok, type Context, type Handler } from './context';
import { withStage, withStatus } from './deal-rules';
import { capped } from './errors';
import { filtered, pageOf } from './list-filters';
import { renderV2 } from './render';
import type { FieldOwner, Row, Values } from './types';

type RecordType = 'person' | 'organization' | 'deal';
const MAX_CUSTOM = 15;
const value =
  (name: string) =>
  (row: Row): unknown =>
    row.values[name];
const dealPersons = (account: Account, dealId: unknown): unknown =>
  account.find('deal', dealId)?.values['person_id'];

/** Codes of `custom_fields`; throws 400 for one that is not there. */
function onlyOf({ account, query, errors }: Context, owner: FieldOwner): string[] | null {
  const only = query.list('custom_fields', MAX_CUSTOM);
  const unknown = only?.find(
    (code) => !account.fields(owner).some((field) => field.custom && field.code === code),
  );
  if (unknown !== undefined) throw errors.invalid(`custom_fields: unknown field '${unknown}'`);
  return only;
}

function rowsOf(context: Context, type: RecordType, archived: boolean): Row[] {
  const { account, query } = context;
  const rows = account.living(type);
  if (type === 'organization') return filtered(context, rows, { owner_id: value('owner_id') });
  if (type === 'person') {
    const dealId = query.integer('deal_id');
    const ofDeal = dealId === null ? rows : rows.filter((row) => row.id === dealPersons(account, dealId));
    return filtered(context, ofDeal, { owner_id: value('owner_id'), org_id: value('org_id') });
  }
  const statuses = query.list('status');
  const wanted = rows.filter(
    (row) =>
      (row.values['is_archived'] === true) === archived &&
      (statuses === null || statuses.includes(String(row.values['status'] ?? 'open'))),
  );
  const names = ['owner_id', 'person_id', 'org_id', 'pipeline_id', 'stage_id'];
  return filtered(context, wanted, Object.fromEntries(names.map((name) => [name, value(name)])));
}

const list =
  (type: RecordType, archived = false): Handler =>
  (context) => {
    const only = onlyOf(context, type);
    const { rows, additional_data } = pageOf(context, rowsOf(context, type, archived));
    return ok(
      rows.map((row) => renderV2(context.account, row, only)),
      { additional_data },
    );
  };
const get =
  (type: RecordType): Handler =>
  (context) =>
    ok(renderV2(context.account, needRow(context, type), onlyOf(context, type)));

function settled(context: Context, type: RecordType, values: Values, old: Row | null): Values {
  if (type !== 'deal') return values;
  const { account, errors } = context;
  return withStatus(account, withStage(account, values, old, errors), errors);
}
function checkOpenDeals(account: Account): void {
  const { openDeals } = account.rules;
  const open = account.living('deal').filter(({ values }) => (values['status'] ?? 'open') === 'open').length;
  if (openDeals !== null && open >= openDeals)
    throw capped("Couldn't add the deal. Open deals limit reached.", 'feature_capping_deals_limit');
}
const create =
  (type: RecordType): Handler =>
  (context) => {
    const { account, request, user } = context;
    const { values, custom } = checkWrite(context, type, 'create', request.body);
    if (type === 'deal') checkOpenDeals(account);
    const { add_time: addTime, ...rest } = settled(context, type, values, null);
    const at = typeof addTime === 'string' ? Date.parse(addTime) : NaN;
    const more = type === 'deal' ? { creator_user_id: user.id } : {};
    const row = account.insert(type, { owner_id: user.id, ...more, ...rest }, custom, {
      ...(Number.isNaN(at) ? {} : { addTime: at }),
    });
    return ok(renderV2(account, row));
  };
/** Lists (phones, emails) are replaced as a whole: what is not sent again is lost. */
const update =
  (type: RecordType): Handler =>
  (context) => {
    const row = needRow(context, type);
    const { values, custom } = checkWrite(context, type, 'update', context.request.body);
    context.account.assign(row, settled(context, type, values, row), custom);
    return ok(renderV2(context.account, row));
  };
const remove =
  (type: RecordType): Handler =>
  (context) => {
    const row = needRow(context, type);
    context.account.remove(row);
    return ok({ id: row.id });
  };

export const records = { list, get, create, update, remove };
