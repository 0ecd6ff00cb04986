/** Call logs and their recordings: v1 (docs/reference/pipedrive.md#call-logs). A call log is a done activity of the timeline too. */
import { UploadedFile } from '../common/multipart';
import { checkWrite } from './check-write';
import { needRow, ok, type Context, type Handler } from './context';
import { renderCallLog } from './render';
import type { Row, Values } from './types';
import { OUTCOMES } from './write-shapes';

const LIST_MAX = 50;
/** Formats HTML5 plays. */
const AUDIO = /\.(mp3|wav|ogg|oga|opus|m4a|aac|flac|webm|weba)$/i;

function checkCall({ account, errors, user }: Context, values: Values): void {
  const { outcome, duration, user_id: userId, deal_id: dealId, lead_id: leadId } = values;
  if (!OUTCOMES.includes(outcome as string))
    throw errors.bad(`outcome must be one of ${OUTCOMES.join(', ')}`);
  if (duration !== undefined && !/^\d+$/.test(duration as string))
    throw errors.bad('duration must be a string of seconds');
  if (dealId !== undefined && leadId !== undefined)
    throw errors.bad('A call log can be associated with either a deal or a lead, but not both at once.');
  const linked = { person: values['person_id'], organization: values['org_id'], deal: dealId, lead: leadId };
  if (Object.entries(linked).some(([type, id]) => account.rules.hidden.includes(`${type} ${String(id)}`)))
    throw errors.forbidden('You do not have permissions to do this');
  if (userId !== undefined && userId !== user.id && !user.admin)
    throw errors.forbidden('You do not have permission to create call logs for other users');
}
const minutes = (seconds: number): string => {
  const all = Math.ceil(seconds / 60);
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
};

/** The done activity that stands for the call; an activity named by the body is turned into it. */
function activityOf({ account, errors, user }: Context, values: Values): Row {
  const start = String(values['start_time']);
  const shared = {
    due_date: start.slice(0, 10),
    due_time: start.slice(11, 16),
    duration: minutes(Number(values['duration'] ?? 0)),
    done: true,
    ...(values['note'] === undefined ? {} : { note: values['note'] }),
    ...(values['subject'] === undefined ? {} : { subject: values['subject'] }),
  };
  const { activity_id: activityId, person_id: person } = values;
  if (activityId !== undefined) {
    const row = account.find('activity', activityId);
    if (!row || row.deleted) throw errors.notFound('Activity');
    if ((row.values['type'] ?? 'call') !== 'call')
      throw errors.bad('activity_id must refer to a call activity');
    account.assign(row, shared);
    return row;
  }
  const links = ['deal_id', 'lead_id', 'org_id'].filter((key) => values[key] !== undefined);
  return account.insert('activity', {
    type: 'call',
    owner_id: values['user_id'] ?? user.id,
    creator_user_id: user.id,
    ...Object.fromEntries(links.map((key) => [key, values[key]])),
    participants: person === undefined ? [] : [{ person_id: person, primary: true }],
    ...shared,
  });
}
function linksOf(activity: Row): Values {
  const { deal_id, lead_id, org_id, participants = [] } = activity.values;
  const person_id = (participants as { person_id: number }[])[0]?.person_id;
  const links: Values = { deal_id, lead_id, org_id, person_id };
  return Object.fromEntries(Object.entries(links).filter(([, id]) => id !== undefined && id !== null));
}

const create: Handler = (context) => {
  const { account, user } = context;
  const { values } = checkWrite(context, 'callLog', 'create', context.request.body);
  checkCall(context, values);
  const activity = activityOf(context, values);
  const own = Object.entries(values).filter(
    ([key]) => !['person_id', 'org_id', 'deal_id', 'lead_id'].includes(key),
  );
  const row = account.insert('callLog', {
    user_id: user.id,
    duration: '0',
    subject: activity.values['subject'] ?? 'Call',
    ...Object.fromEntries(own),
    ...linksOf(activity),
    activity_id: activity.id,
  });
  return ok(renderCallLog(account, row));
};
/** Only those of the token's user. */
const list: Handler = ({ account, query, user }) => {
  const rows = account.living('callLog').filter((row) => row.values['user_id'] === user.id);
  const { rows: page, start, limit, more } = query.slice(rows, LIST_MAX);
  return ok(
    page.map((row) => renderCallLog(account, row)),
    {
      additional_data: {
        pagination: { start, limit, more_items_in_collection: more, next_start: start + limit },
      },
    },
  );
};
const get: Handler = (context) => ok(renderCallLog(context.account, needRow(context, 'callLog')));
const remove: Handler = (context) => {
  const { account, errors, user } = context;
  const row = needRow(context, 'callLog');
  if (row.values['user_id'] !== user.id && !user.admin)
    throw errors.forbidden('You do not have permission to delete call logs of other users');
  account.remove(row);
  return { status: 200, body: { success: true } };
};
/** Takes multipart `file`; 409 when the call log has its recording already. */
const attach: Handler = (context) => {
  const { account, errors, request } = context;
  const row = needRow(context, 'callLog');
  const { file } = (request.body ?? {}) as { file?: unknown };
  if (request.malformed || !(file instanceof UploadedFile))
    throw errors.bad('file is required as multipart/form-data');
  const { name, contentType, bytes } = file;
  if (bytes.length === 0) throw errors.bad('file is empty');
  if (!contentType.startsWith('audio/') && !AUDIO.test(name))
    throw errors.bad('file is not a supported audio format');
  if (account.recordings.has(String(row.id)))
    throw errors.conflict('The call log already has a recording attached');
  account.recordings.set(String(row.id), { name, contentType, size: bytes.length });
  return { status: 200, body: { success: true } };
};

export const callLogs = { create, list, get, remove, attach };
