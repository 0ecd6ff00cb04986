/** The call record: a call log, which Pipedrive shows as a done activity on deal, contact and organisation. */
import { CrmError } from '../../http/errors';
import type { CallRecordStep } from '../../plan/types';
import { shorten } from '../shared/text';
import { filled, integer, type Json } from './bodies';
import words from './call-words.json';
import { paths } from './endpoints';
import { targetsLeft } from './gone';
import { addLateLinks } from './late-links';
import { addLateRecordings, logOf } from './late-recording';
import { readMarkers, type Markers } from './markers';
import { noteOf } from './note';
import { uploadRecording } from './recording';
import { nextOwner, refusedOwner } from './remedies';
import { linkIds, type LinkIds, type Target } from './targets';
import type { ApiCallLog } from './types';
import type { Written } from './write-record';
import type { Work } from './work';

const SUBJECT_MAX = 255;
const UNKNOWN_MAX = 3;

/** Takes ISO 8601; returns UTC as YYYY-MM-DD HH:MM:SS, moved by seconds. */
export function pipedriveTime(iso: string, plus = 0): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : new Date(ms + plus * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Values of the call log. */
export function callValues({ key, values }: CallRecordStep, ownerId: string | null, ids: LinkIds): Json {
  const { title, body, status, startedAt, endedAt, talk, from, to, recordings } = values;
  const seconds = Math.max(0, Math.round(talk));
  return filled({
    user_id: integer(ownerId, 'user'),
    subject: shorten(title, SUBJECT_MAX),
    duration: String(seconds),
    outcome: words.outcome[status],
    from_phone_number: from,
    // Required, and there is none of an anonymous client.
    to_phone_number: to ?? words.nobody,
    start_time: pipedriveTime(startedAt),
    end_time: endedAt ? pipedriveTime(endedAt) : pipedriveTime(startedAt, seconds),
    person_id: integer(ids.contact, 'contact'),
    org_id: integer(ids.company, 'company'),
    deal_id: integer(ids.deal, 'deal'),
    lead_id: ids.lead,
    note: noteOf(body, recordings, key),
  });
}

interface Made {
  id: string;
  activityId: string | null;
  notes: string[];
  targets: Target[];
  /** Read back after an unknown outcome: the id is the activity's. */
  known: boolean;
}

async function insert(work: Work, step: CallRecordStep, linked: Target[]): Promise<Made> {
  let targets = linked;
  let { ownerId } = step.values;
  const notes: string[] = [];
  let unknown = 0;
  for (;;) {
    try {
      const json = callValues(step, ownerId, linkIds(targets, work.existing));
      const made = await work.api.post<ApiCallLog>(paths.callLogs, json, 'writing the call record', unknown);
      const activityId = made.activity_id ? String(made.activity_id) : null;
      return { id: made.id, activityId, notes, targets, known: false };
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      if (error.kind === 'outcomeUnknown') {
        const [found, ...others] = (await readMarkers(work, targets)).get(step.key) ?? [];
        if (found) {
          for (const { id } of others) await takeAway(work, step.key, String(id));
          return { id: String(found.id), activityId: String(found.id), notes, targets, known: true };
        }
        unknown += 1;
        if (unknown > UNKNOWN_MAX) throw error;
        continue;
      }
      // Only an admin's token writes call logs of others; an inactive user takes none.
      const foreign = error.kind === 'notPermitted';
      if (ownerId !== null && (foreign || (await refusedOwner(work, error, ownerId)))) {
        notes.push(
          foreign
            ? `The token may not write call records of the user ${ownerId}, so it belongs to the user of the token: use the token of an admin.`
            : nextOwner(ownerId, null).note,
        );
        ownerId = null;
        continue;
      }
      const relinked = await targetsLeft(work, error, targets, () => false);
      if (!relinked) throw error;
      ({ left: targets } = relinked);
      notes.push(relinked.note);
    }
  }
}

/** A double of the call record, known by its activity: both are taken away. */
async function takeAway(work: Work, key: string, activityId: string): Promise<void> {
  const log = await logOf(work, key, activityId);
  const action = 'taking away the double of the call record';
  if (log && String(log.activity_id) === activityId) await work.api.remove(paths.callLog(log.id), action);
  await work.api.remove(paths.activity(activityId), action);
}

/** Another worker wrote the same call: the activity with the lowest id stays, ours is taken away. */
export async function settleCall(
  work: Work,
  step: CallRecordStep,
  written: Written,
  markers: Markers,
): Promise<Written> {
  const known = work.api.book.activities.get(step.key);
  const [first, ...others] = markers.get(step.key) ?? [];
  const mine = known?.activityId ?? null;
  if (!known || !first || others.length === 0 || mine === null || String(first.id) === mine) return written;
  await work.api.remove(paths.callLog(known.id), 'taking away the double of the call record');
  await work.api.remove(paths.activity(mine), 'taking away the double of the call record');
  work.api.book.activities.set(step.key, { ...known, id: String(first.id), activityId: String(first.id) });
  return { ...written, id: String(first.id), status: 'alreadyThere' };
}

/** Writes the call record, or finds it by its marker and adds a recording it lacks. Throws CrmError. */
export async function writeCall(
  work: Work,
  step: CallRecordStep,
  targets: Target[],
  markers: Markers,
): Promise<Written> {
  const { activities } = work.api.book;
  const { recordings } = step.values;
  const [marked] = markers.get(step.key) ?? [];
  const there = activities.get(step.key);
  if (there || marked) {
    const activityId = there?.activityId ?? (marked ? String(marked.id) : null);
    const logId = there && there.id !== there.activityId ? there.id : null;
    const linked = await addLateLinks(work, activityId, logId, targets);
    const entry = { recorded: false, ...there, id: there?.id ?? String(marked?.id), activityId: linked };
    const note = await addLateRecordings(work, step, entry, there !== undefined);
    return { id: entry.id, status: 'alreadyThere', notes: note ? [note] : [] };
  }
  const { id, activityId, notes, known } = await insert(work, step, targets);
  activities.set(step.key, { id, activityId, recorded: false });
  const { recorded, note } = known
    ? { recorded: false, note: null }
    : await uploadRecording(work, id, recordings);
  activities.set(step.key, { id, activityId, recorded });
  return { id, status: 'created', notes: note ? [...notes, note] : notes };
}
