/** The call record: a call log, which Pipedrive shows as a done activity on deal, contact and organisation. */
import type { CallRecordStep } from '../../model/plan';
import { shorten } from '../engine/text';
import { filled, integer } from './bodies';
import { activityValues, insteadNote, noCallLogs } from './call-activity';
import words from './call-words.json';
import { paths } from './endpoints';
import { isRefusal, relink } from './gone';
import { addLateLinks } from './late-links';
import { addLateRecordings, logOf } from './late-recording';
import { readMarkers, type Markers } from './markers';
import { noteOf } from './note';
import { uploadRecording } from './recording';
import { rulesOf } from './rules';
import { otherType, STANDARD_TYPE } from './activity-type';
import type { Target, Written } from '../engine/run';
import type { Remedy, Stands, Writing } from '../engine/write';
import { each, standsOf, writeOne } from '../engine/writer';
import { linkIds, withCompany, type LinkIds } from './targets';
import { pipedriveTime, SUBJECT_MAX } from './times';
import type { ApiCallLog, Json } from './types';
import type { Work } from './work';
import { mendedValues, newWrite, type Write } from './write';
import { said } from '../../text/said';

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

/** A double of the call record, known by its activity: both are taken away. */
async function takeAway(work: Work, key: string, activityId: string): Promise<void> {
  const log = await logOf(work, key, activityId);
  const action = said('doing.takeDoubleOf', { kind: said('of.callRecord') });
  if (log && String(log.activity_id) === activityId) await work.api.remove(paths.callLog(log.id), action);
  await work.api.remove(paths.activity(activityId), action);
}

/** A call record on its way. */
interface CallWrite extends Write<CallRecordStep> {
  /** Pipedrive takes no call logs: it is written as an activity. */
  asActivity: boolean;
  /** Owner for whose sake it may have been refused: told when it is taken without him. */
  blamed: string | null;
  /** The activity of the call log that was made, where Pipedrive named it. */
  activityId: string | null;
}

async function sendOne(work: Work, write: CallWrite, repeat: number): Promise<string> {
  const { step, ownerId, targets, asActivity: instead, type, action } = write;
  const ids = linkIds(targets, []);
  const values = instead ? activityValues(step, ownerId, ids, type) : callValues(step, ownerId, ids);
  write.values = mendedValues(values, write);
  const path = instead ? paths.activities : paths.callLogs;
  const { id, activity_id } = await work.api.post<ApiCallLog>(path, write.values, action, repeat);
  write.activityId = instead ? String(id) : activity_id ? String(activity_id) : null;
  return String(id);
}

/** As Writing.readBack: the marker in the note tells; doubles are taken away. */
async function readBack(work: Work, { step, targets }: CallWrite): Promise<Stands<true> | null> {
  const [found, ...others] = (await readMarkers(work, targets)).get(step.key) ?? [];
  if (!found) return null;
  for (const { id } of others) await takeAway(work, step.key, String(id));
  return { id: String(found.id), status: 'created', found: true };
}

/** Only an admin's token writes call logs of others: then it belongs to the user of the token. */
const withoutForeign: Remedy<CallWrite> = {
  times: 3,
  try(write, error) {
    if (error.kind !== 'notPermitted' || write.ownerId === null) return false;
    write.blamed = write.ownerId;
    write.ownerId = null;
    return true;
  },
};

/** Refused without its owner too: a record that may not be seen was the reason. */
const relinkWithOwner = (work: Work): Remedy<CallWrite> => {
  const remedy = relink(work, () => false);
  return {
    costly: true,
    async try(write, error) {
      const tried = await remedy.try(write, error);
      if (tried !== true) return tried;
      write.ownerId ??= write.blamed;
      write.blamed = null;
      return true;
    },
  };
};

const asActivity: Remedy<CallWrite> = {
  try(write, error) {
    if (write.asActivity || !noCallLogs(error)) return false;
    write.asActivity = true;
    write.type = STANDARD_TYPE;
    ({ ownerId: write.ownerId } = write.step.values);
    write.blamed = null;
    write.notes.push(insteadNote(error));
    return true;
  },
};

/** `found`: read back after an unknown outcome, so the id is the activity's. */
const writing = (work: Work): Writing<CallWrite, true> => ({
  ...rulesOf(work),
  mendable: (error) => isRefusal(error) || noCallLogs(error),
  send: each((write, repeat) => sendOne(work, write, repeat)),
  readBack: standsOf((write) => readBack(work, write)),
  settle({ blamed, asActivity: instead, notes }, id) {
    if (blamed !== null && !instead) notes.push(said('pipedrive.foreignCall', { owner: blamed }));
    return Promise.resolve({ id, status: 'created' });
  },
  first: [otherType(work), withoutForeign],
  then: [relinkWithOwner(work), asActivity],
});

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
  await work.api.remove(paths.callLog(known.id), said('doing.takeDoubleOf', { kind: said('of.callRecord') }));
  await work.api.remove(paths.activity(mine), said('doing.takeDoubleOf', { kind: said('of.callRecord') }));
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
  const written = await writeOrTake(work, step, targets, markers);
  const uploads = work.settings.uploadRecordings && work.download !== undefined;
  const recorded = work.api.book.activities.get(step.key)?.recorded === true;
  const lacks = uploads && step.values.recordings.length > 0 && !recorded;
  return lacks ? { ...written, recordingLacks: true } : written;
}

async function writeOrTake(
  work: Work,
  step: CallRecordStep,
  targets: Target[],
  markers: Markers,
): Promise<Written> {
  const { activities } = work.api.book;
  const [marked] = markers.get(step.key) ?? [];
  const there = activities.get(step.key);
  if (there || marked) {
    const activityId = there?.activityId ?? (marked ? String(marked.id) : null);
    const logId = there && there.id !== there.activityId ? there.id : null;
    const linked = await addLateLinks(work, activityId, logId, targets);
    const entry = { recorded: false, ...there, id: there?.id ?? String(marked?.id), activityId: linked };
    const notes = await addLateRecordings(work, step, entry, there !== undefined);
    return { id: entry.id, status: 'alreadyThere', notes };
  }
  return writeNew(work, step, targets);
}

async function writeNew(work: Work, step: CallRecordStep, linked: Target[]): Promise<Written> {
  const { activities } = work.api.book;
  const { recordings, title } = step.values;
  const targets = withCompany(linked, work.existing);
  const base = newWrite<CallRecordStep>(step, { targets, existing: [], action: said('doing.writeCall') });
  const write: CallWrite = { ...base, asActivity: false, blamed: null, activityId: null };
  const { id, notes, found } = await writeOne(writing(work), write);
  const entry = { id, activityId: found ? id : write.activityId, title, links: recordings };
  activities.set(step.key, { ...entry, recorded: false });
  if (found || write.asActivity) return { id, status: 'created', notes };
  const { recorded, note } = await uploadRecording(work, id, recordings);
  activities.set(step.key, { ...entry, recorded });
  return { id, status: 'created', notes: note ? [...notes, note] : notes };
}

/**
 * Writes the call record anew: Pipedrive changes no call log. The old one goes first, so that there are never two; when this is
 * cut in between, the event that comes again finds none and writes it. Throws CrmError.
 */
export async function replaceCall(
  work: Work,
  step: CallRecordStep,
  targets: Target[],
  activityId: string,
): Promise<Written> {
  const known = work.api.book.activities.get(step.key);
  const action = said('doing.takeMissed');
  if (known && known.id !== known.activityId) {
    await work.api.remove(paths.callLog(known.id), action);
    await work.api.remove(paths.activity(activityId), action);
  } else await takeAway(work, step.key, activityId);
  work.api.book.activities.delete(step.key);
  return writeNew(work, step, targets);
}
