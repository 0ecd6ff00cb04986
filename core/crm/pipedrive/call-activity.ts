/** The call record where Pipedrive takes no call logs: a done activity of the type call, which its pages show alike. */
import type { Words } from '../../model/said';
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import type { CallRecordStep } from '../../model/plan';
import { STANDARD_TYPE } from './activity-type';
import { placed } from './activity-values';
import { filled } from './bodies';
import type { Json } from './types';
import { noteOf } from './note';
import type { LinkIds } from './targets';

const RETIRED = 'api/v1/callLogs';

/**
 * True when call logs cannot be had at all: version 1 is switched off, or the account or the app has no right to them
 * (phone-integration).
 */
export const noCallLogs = (error: unknown): error is CrmError =>
  error instanceof CrmError &&
  (error.kind === 'notPermitted' || (error.kind === 'permanent' && error.subject === RETIRED));

/** What a person should know of a record that was written so. */
export const insteadNote = ({ words: { message } }: CrmError): Words =>
  said('pipedrive.callAsActivity', { why: message, type: STANDARD_TYPE });

/** Whole minutes, up: an activity has no seconds. */
function minutes(seconds: number): string {
  const all = Math.ceil(Math.max(0, seconds) / 60);
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
}

/** Values of the activity. */
export function activityValues(
  { key, values }: CallRecordStep,
  ownerId: string | null,
  ids: LinkIds,
  type: string,
): Json {
  const { title, body, startedAt, talk, recordings } = values;
  return filled({
    ...placed({ subject: title, type, at: startedAt }, ownerId, ids),
    duration: minutes(talk),
    done: true,
    note: noteOf(body, recordings, key),
  });
}
