/** Adds recordings that became available after the call record was written. Only empty fields are filled. */
import type { CallRecordStep } from '../../model/plan';
import { textOf } from './errors';
import type { ApiRecord } from './records';
import { describe, type Values } from './values';

export const RECORDING = 'Voice_Recording__s';

/** Takes the record that is there and the step; returns what to add, null when nothing is new. */
export function missingRecordings(record: ApiRecord, { values }: CallRecordStep): Values | null {
  const shown = `${textOf(record.Description)}\n${textOf(record[RECORDING])}`;
  const absent = values.recordings.filter((link) => !shown.includes(link));
  if (absent.length === 0) return null;
  const [first = ''] = absent;
  const text = textOf(record.Description);
  return {
    Description: describe(text, absent),
    // Whatever player link is there was put there on purpose.
    ...(textOf(record[RECORDING]) ? {} : { [RECORDING]: first }),
  };
}
