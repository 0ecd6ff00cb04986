/** As OwnTasks: tasks that carry our key and are no call records. An org without the key has no tasks of ours. */
import { CrmError } from '../../http/errors';
import { said } from '../../text/said';
import type { OwnTask, OwnTasks } from '../port';
import type { Target } from '../engine/run';
import type { Row } from './api';
import { TASK_KEY } from './own-fields';
import { text } from './records';
import { inList } from './soql';
import type { Work } from './work';

const COLUMNS = [
  'Id',
  'Subject',
  'Description',
  'IsClosed',
  'OwnerId',
  'ActivityDate',
  'ReminderDateTime',
  'CreatedDate',
  'WhoId',
  'WhatId',
  TASK_KEY,
].join(',');
const OURS = `${TASK_KEY} != null AND TaskSubtype != 'Call'`;
const NEWEST = 'ORDER BY CreatedDate DESC LIMIT 100';

/** Ids begin with three signs that tell the object. */
const ENTITIES: Readonly<Record<string, Target['entity']>> = {
  '00Q': 'lead',
  '003': 'contact',
  '001': 'company',
  '006': 'deal',
};
function targetOf(id: string | null): Target[] {
  const entity = ENTITIES[id?.slice(0, 3) ?? ''];
  return id !== null && entity ? [{ entity, id }] : [];
}

function toTask({ url }: Work, row: Row): OwnTask {
  const id = text(row, 'Id') ?? '';
  return {
    kind: 'task',
    id,
    key: text(row, TASK_KEY) ?? '',
    open: row.IsClosed !== true,
    title: text(row, 'Subject') ?? '',
    text: text(row, 'Description') ?? '',
    ownerId: text(row, 'OwnerId'),
    // The day is what people see; the reminder of an open task has the hour.
    dueAt: text(row, 'ReminderDateTime') ?? text(row, 'ActivityDate'),
    createdAt: text(row, 'CreatedDate'),
    links: [...targetOf(text(row, 'WhatId')), ...targetOf(text(row, 'WhoId'))],
    url: url('task', id),
  };
}

async function rows(work: Work, where: string): Promise<OwnTask[]> {
  try {
    const found = await work.api.query(
      `SELECT ${COLUMNS} FROM Task WHERE ${OURS} AND ${where}`,
      said('doing.readOwnTasks'),
    );
    return found.map((row) => toTask(work, row));
  } catch (error) {
    if (error instanceof CrmError && error.code === 'INVALID_FIELD') return [];
    throw error;
  }
}

export const ownTasks = (work: Work): OwnTasks => ({
  open: () => rows(work, 'IsClosed = false'),
  async ofRecords(links) {
    const ids = links.map(({ id }) => id);
    if (ids.length === 0) return [];
    return rows(work, `(WhoId IN ${inList(ids)} OR WhatId IN ${inList(ids)}) ${NEWEST}`);
  },
});
