/** Recordings that come after their call record was written. Only what is missing is added. */
import type { Words } from '../../model/said';
import type { CallRecordStep } from '../../model/plan';
import type { WrittenActivity } from './book';
import { noCallLogs } from './call-activity';
import { paths } from './endpoints';
import { keyIn, noteWith } from './note';
import { uploadRecording } from './recording';
import type { ApiActivity, ApiCallLog } from './types';
import type { Work } from './work';
import { said } from '../../text/said';

/** Pages of the token's own call logs that are looked through for the one of an activity. */
const PAGES_MAX = 3;
const PAGE = 50;

/** The call log of an activity; null when it is another user's, whose logs the token cannot list, or when there are none. */
export async function logOf(work: Work, key: string, activityId: string | null): Promise<ApiCallLog | null> {
  try {
    return await searchLog(work, key, activityId);
  } catch (error) {
    if (noCallLogs(error)) return null;
    throw error;
  }
}

async function searchLog({ api }: Work, key: string, activityId: string | null): Promise<ApiCallLog | null> {
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = { start: String(page * PAGE), limit: String(PAGE) };
    const action = said('doing.readCallRecords');
    const answer = await api.send({ method: 'GET', path: paths.callLogs, query }, { action });
    const logs = (answer.data as ApiCallLog[] | null) ?? [];
    const found =
      logs.find(({ activity_id }) => activity_id && String(activity_id) === activityId) ??
      logs.find(({ note }) => keyIn(note) === key);
    if (found || !answer.additional_data?.pagination?.more_items_in_collection) return found ?? null;
  }
  return null;
}

/** Puts the links that the activity's note lacks into it; true when something was added. */
async function linkIntoNote({ api }: Work, step: CallRecordStep, activityId: string): Promise<boolean> {
  const path = paths.activity(activityId);
  const activity = await api.read<ApiActivity>(path, {}, said('doing.readActivity'));
  const note = noteWith(activity.note ?? '', step.values.recordings, step.key);
  if (note === null) return false;
  await api.patch(path, { note }, said('doing.addRecording'));
  return true;
}

/**
 * Takes the call record that is there; `isLogId`: its id is that of the call log, else of the activity. Returns what was
 * done in words, nothing when nothing was missing. Throws CrmError.
 */
export async function addLateRecordings(
  work: Work,
  step: CallRecordStep,
  known: WrittenActivity,
  isLogId: boolean,
): Promise<Words[]> {
  const { recordings } = step.values;
  const { activities } = work.api.book;
  if (recordings.length === 0 || known.recorded) return [];
  const uploads = work.settings.uploadRecordings && work.download !== undefined;
  const own = isLogId && known.id !== known.activityId;
  const log = uploads && !own ? await logOf(work, step.key, known.activityId) : null;
  const logId = own ? known.id : (log?.id ?? null);
  let { activityId } = known;
  if (activityId === null && own) {
    const read = await work.api.read<ApiCallLog>(
      paths.callLog(known.id),
      {},
      said('doing.readKind', { kind: said('of.callRecord') }),
    );
    activityId = read.activity_id ? String(read.activity_id) : null;
  }
  const linked = activityId === null ? false : await linkIntoNote(work, step, activityId);
  const had = log?.has_recording === true;
  const upload = logId !== null && !had ? await uploadRecording(work, logId, recordings) : null;
  activities.set(step.key, {
    ...known,
    id: logId ?? known.id,
    activityId,
    recorded: had || upload?.recorded === true,
    links: [...new Set([...(known.links ?? []), ...recordings])],
  });
  const added = linked || upload?.recorded === true ? [said('mend.recording')] : [];
  return [...added, ...(upload?.note ? [upload.note] : [])];
}
