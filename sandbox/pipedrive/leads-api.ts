/** Leads: v1, but for their conversion into a deal. */
import { randomUUID } from 'node:crypto';
import { checkWrite } from './check-write';
import { needRow, ok, type Context, type Handler } from './context';
import { withStage } from './deal-rules';
import { LEAD_LABELS, VISIBLE_TO } from './defaults';
import { renderLead } from './render';
import type { Row, Values } from './types';

const VISIBILITIES = ['1', '3', '5', '7'];

function checkLead({ errors }: Context, values: Values): void {
  const { person_id: person, organization_id: organization, visible_to: visible, label_ids: labels } = values;
  if ((person ?? organization ?? null) === null)
    throw errors.bad('A lead must be linked to a person or an organization.');
  if (visible !== undefined && !VISIBILITIES.includes(visible as string))
    throw errors.bad(`visible_to must be one of ${VISIBILITIES.join(', ')}`);
  const unknown = ((labels ?? []) as string[]).find((id) => !LEAD_LABELS.some((label) => label.id === id));
  if (unknown !== undefined) throw errors.bad(`Lead label ${unknown} does not exist`);
}
/** The newest state of a lead as v1 lists it: archived ones are left out. */
const list: Handler = (context) => {
  const { account, query } = context;
  const [owner, person, organization] = ['owner_id', 'person_id', 'organization_id'].map((name) =>
    query.integer(name),
  );
  const since = query.time('updated_since');
  const rows = account
    .living('lead')
    .filter(
      ({ values, updateTime }) =>
        values['is_archived'] !== true &&
        (owner === null || values['owner_id'] === owner) &&
        (person === null || values['person_id'] === person) &&
        (organization === null || values['organization_id'] === organization) &&
        (since === null || updateTime >= since),
    )
    .sort((a, b) => a.addTime - b.addTime);
  const page = query.slice(rows, 500);
  return ok(page.rows.map(renderLead), {
    additional_data: { start: page.start, limit: page.limit, more_items_in_collection: page.more },
  });
};
/** Deleted leads are not found: v1 knows no 410 here. */
function needLead(context: Context): Row {
  const row = context.account.find('lead', context.path['id']);
  if (!row || row.deleted) throw context.errors.notFound('requested lead');
  return row;
}
const get: Handler = (context) => ok(renderLead(needLead(context)));
const create: Handler = (context) => {
  const { account, user } = context;
  const { values, custom } = checkWrite(context, 'lead', 'create', context.request.body);
  checkLead(context, values);
  const row = account.insert('lead', { owner_id: user.id, ...values, creator_id: user.id }, custom);
  return { ...ok(renderLead(row)), status: 201 };
};
const update: Handler = (context) => {
  const row = needLead(context);
  const { values, custom } = checkWrite(context, 'lead', 'update', context.request.body);
  checkLead(context, { ...row.values, ...values });
  context.account.assign(row, values, custom);
  return ok(renderLead(row));
};
const remove: Handler = (context) => {
  const row = needLead(context);
  context.account.remove(row);
  return ok({ id: row.id });
};

/** The lead is deleted; its activities go to the deal. */
const convert: Handler = (context) => {
  const { account, errors, request } = context;
  const lead = needRow(context, 'lead');
  const body = (request.body ?? {}) as Values;
  const unknown = Object.keys(body).find((key) => key !== 'stage_id' && key !== 'pipeline_id');
  if (unknown !== undefined) throw errors.invalid(`'${unknown}' is not allowed`);
  const { stage_id: stageId, pipeline_id: pipelineId } = body;
  // pipeline_id is ignored beside stage_id.
  const place =
    stageId === undefined
      ? { ...(pipelineId === undefined ? {} : { pipeline_id: pipelineId }) }
      : { stage_id: stageId };
  const { title, owner_id, person_id, organization_id } = lead.values;
  const values = {
    title,
    owner_id,
    person_id,
    org_id: organization_id,
    status: 'open',
    visible_to: VISIBLE_TO,
  };
  const deal = account.insert(
    'deal',
    { ...withStage(account, place, null, errors), ...values, source_lead_id: lead.id },
    { ...lead.custom },
  );
  for (const row of account.living('activity'))
    if (row.values['lead_id'] === lead.id) account.assign(row, { lead_id: null, deal_id: deal.id });
  account.remove(lead);
  const conversionId = randomUUID();
  account.conversions.set(conversionId, { leadId: String(lead.id), dealId: Number(deal.id) });
  return ok({ conversion_id: conversionId }, { additional_data: null });
};
const conversion: Handler = ({ account, errors, path }) => {
  const id = path['conversion_id'] ?? '';
  const known = account.conversions.get(id);
  if (!known || known.leadId !== path['id']) throw errors.notFound('Entity');
  const data = { lead_id: known.leadId, deal_id: known.dealId, conversion_id: id, status: 'completed' };
  return ok(data, { additional_data: null });
};

export const leads = { list, get, create, update, remove, convert, conversion };
