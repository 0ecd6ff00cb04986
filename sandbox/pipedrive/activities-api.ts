/** Activities of v2: tasks, and what call logs leave behind. */
import { checkWrite } from './check-write';
import { needRow, ok, type Context, type Handler } from './context';
import { iso } from './deal-rules';
import { ACTIVITY_TYPES, PRIORITIES } from './defaults';
import { filtered, pageOf } from './list-filters';
import { renderV2 } from './render';
import type { Row, Values } from './types';

const value =
  (name: string) =>
  (row: Row): unknown =>
    row.values[name];

function checked(context: Context, mode: 'create' | 'update'): Values {
  const { errors } = context;
  const { values } = checkWrite(context, 'activity', mode, context.request.body);
  const { type, priority } = values;
  const { inactiveTypes } = context.account.rules;
  const known = ACTIVITY_TYPES.filter((key) => !inactiveTypes.includes(key));
  if (type !== undefined && !known.includes(type as string))
    throw errors.bad(`Activity type '${String(type)}' does not exist`);
  if (priority !== undefined && !PRIORITIES.some(({ id }) => id === priority))
    throw errors.bad(`Priority ${String(priority)} does not exist`);
  if (values['deal_id'] !== undefined && values['lead_id'] !== undefined)
    throw errors.bad('Activity can be linked to a deal or a lead, but not both');
  const participants = values['participants'] as { person_id: number; primary?: boolean }[] | undefined;
  if (participants && participants.filter((one) => one.primary).length > 1)
    throw errors.bad('Only one participant can be primary');
  const done = values['done'] === true ? { marked_as_done_time: iso(context.account.clock.now()) } : {};
  return { ...values, ...done };
}
/** The API's filter looks at the primary participant only. */
const primaryOf = (row: Row): unknown => {
  const participants = (row.values['participants'] ?? []) as { person_id: number; primary?: boolean }[];
  return (participants.find((one) => one.primary) ?? participants[0])?.person_id;
};

const list: Handler = (context) => {
  const done = context.query.boolean('done');
  const rows = context.account
    .living('activity')
    .filter((row) => done === null || (row.values['done'] === true) === done);
  const links = {
    person_id: primaryOf,
    ...Object.fromEntries(['owner_id', 'deal_id', 'lead_id', 'org_id'].map((name) => [name, value(name)])),
  };
  const kept = filtered(context, rows, links, ['id', 'update_time', 'add_time', 'due_date']);
  const page = pageOf(context, kept);
  return ok(
    page.rows.map((row) => renderV2(context.account, row)),
    { additional_data: page.additional_data },
  );
};
const get: Handler = (context) => ok(renderV2(context.account, needRow(context, 'activity')));
const create: Handler = (context) => {
  const { account, user } = context;
  const row = account.insert('activity', {
    owner_id: user.id,
    due_date: iso(account.clock.now()).slice(0, 10),
    ...checked(context, 'create'),
    creator_user_id: user.id,
  });
  return ok(renderV2(account, row));
};
const update: Handler = (context) => {
  const row = needRow(context, 'activity');
  context.account.assign(row, checked(context, 'update'));
  return ok(renderV2(context.account, row));
};
const remove: Handler = (context) => {
  const row = needRow(context, 'activity');
  context.account.remove(row);
  return ok({ id: row.id });
};

export const activities = { list, get, create, update, remove };
