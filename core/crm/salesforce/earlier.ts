/** As EarlierEvents: tasks and call records are Tasks, found by our key; an org without it has the call's key in a standard field. */
import type { CallRecordStep, TaskStep } from '../../model/plan';
import type { Amendment, CallActivity, EarlierEvents, WrittenCall } from '../port';
import { activityKeys } from '../engine/activity-keys';
import { without } from '../engine/text';
import { callValues, taskValues, textWith } from './activities';
import { defaultQueries, DONE_STATUS, isDefaultQuery, sent } from './defaults';
import { paths } from './endpoints';
import { TASK_KEY } from './own-fields';
import { text } from './records';
import { keyedTasks, SEAL } from './seen';
import { plain } from './values';
import type { Values } from './types';
import type { Work } from './work';
import { said } from '../../text/said';

const COLUMNS = ['Subject', 'Description', 'IsClosed', 'TaskSubtype'];
/** Set when a task is made and never changed afterwards. */
const FIXED = 'TaskSubtype';

/** The call record, or where the table writes none, the last of its tasks; 125 calls in one request. */
async function written(work: Work, callIds: string[]): Promise<Map<string, WrittenCall>> {
  const keys = callIds.flatMap((id) => {
    const { record, tasks } = activityKeys(id);
    return [record, ...tasks];
  });
  const { rows } = await keyedTasks(work, keys, ['Subject', 'Description']);
  const there = new Map<string, WrittenCall>();
  // The call record last, so that it is the one that counts. Salesforce compares without regard to case.
  for (const column of [SEAL, TASK_KEY])
    for (const row of rows) {
      const key = text(row, column)?.toLowerCase();
      if (key) there.set(key, { title: text(row, 'Subject') ?? '', text: text(row, 'Description') ?? '' });
    }
  return new Map(
    callIds.flatMap((id): [string, WrittenCall][] => {
      const found = there.get(id.toLowerCase());
      return found ? [[id, found]] : [];
    }),
  );
}

async function ofCall(work: Work, call: string): Promise<CallActivity[]> {
  const { record, tasks } = activityKeys(call);
  const keys = [record, ...tasks];
  const { rows } = await keyedTasks(work, keys, COLUMNS);
  return rows.map((row): CallActivity => {
    const own = text(row, TASK_KEY)?.toLowerCase();
    const isCall = own === undefined ? text(row, FIXED) === 'Call' : own === record.toLowerCase();
    return {
      kind: isCall ? 'callRecord' : 'task',
      id: text(row, 'Id') ?? '',
      key: keys.find((key) => key.toLowerCase() === own) ?? (isCall ? record : ''),
      open: row.IsClosed !== true,
      title: text(row, 'Subject') ?? '',
      text: text(row, 'Description') ?? '',
    };
  });
}

const valuesOf = (step: CallRecordStep | TaskStep): Values =>
  without(without(step.kind === 'task' ? taskValues(step) : callValues(step), TASK_KEY), FIXED);

function changed({ text: before }: CallActivity, change: Amendment): Values {
  if ('step' in change) return valuesOf(change.step);
  return {
    ...(change.lines.length > 0 ? { Description: plain(textWith(before, change.lines)) } : {}),
    ...(change.done ? { Status: DONE_STATUS, IsReminderSet: false } : {}),
    ...(change.ownerId === undefined ? {} : { OwnerId: change.ownerId }),
  };
}

/** An org may call the status of a done task something else: it is looked up in the same request. */
async function patch(work: Work, id: string, values: Values, standard: boolean): Promise<void> {
  const action = said('doing.correctEarlierTask');
  const body = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, sent(value, standard)]),
  );
  const asked = standard ? [] : defaultQueries([{ values }]);
  const part = { method: 'PATCH' as const, url: paths.record('Task', id), referenceId: 'amended', body };
  const answers = await work.api.composite([...asked, part], { action, writes: false, allOrNone: true });
  const refused = answers.find(({ error }) => error && error.code !== 'PROCESSING_HALTED');
  if (!refused?.error) return;
  if (isDefaultQuery(refused.referenceId)) return patch(work, id, values, true);
  throw refused.error;
}

export const earlierEvents = (work: Work): EarlierEvents => ({
  written: (callIds) => written(work, callIds),
  ofCall: (call) => ofCall(work, call),
  async amend(activity, change) {
    const values = changed(activity, change);
    await patch(work, activity.id, values, false);
    return activity.id;
  },
});
