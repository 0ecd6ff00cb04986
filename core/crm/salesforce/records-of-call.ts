/** As CrmProvider.recordsOfCall: call records and tasks are Tasks with our key; WhoId is a person, WhatId a deal or company. */
import type { RecordOfCall } from '../port';
import { activityKeys } from '../engine/activity-keys';
import { text } from './records';
import { keyedTasks } from './seen';
import type { Work } from './work';

/** First signs of an id, by what it is of. */
const PREFIXES: Readonly<Record<string, RecordOfCall['entity']>> = {
  '00Q': 'lead',
  '003': 'contact',
  '001': 'company',
  '006': 'deal',
};

export async function recordsOfCall(work: Work, call: string): Promise<RecordOfCall[]> {
  const { record, tasks } = activityKeys(call);
  const { rows } = await keyedTasks(work, [record, ...tasks], ['WhoId', 'WhatId']);
  const found = rows.flatMap((row) =>
    ['WhatId', 'WhoId'].flatMap((column): RecordOfCall[] => {
      const id = text(row, column);
      const entity = PREFIXES[id?.slice(0, 3) ?? ''];
      return id && entity ? [{ entity, id }] : [];
    }),
  );
  return [...new Map(found.map((one) => [one.id, one])).values()];
}
