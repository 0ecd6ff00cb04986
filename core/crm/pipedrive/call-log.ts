/** The call record: a call log, which Pipedrive shows as a done activity on deal, contact and organisation. */
import type { Words } from '../../model/said';
import { CrmError } from '../../http/errors';
import type { CallRecordStep } from '../../model/plan';
import { shorten } from '../engine/text';
import { filled, integer } from './bodies';
import { activityValues, insteadNote, noCallLogs } from './call-activity';
import words from './call-words.json';
import { paths } from './endpoints';
import { targetsLeft } from './gone';
import { addLateLinks } from './late-links';
import { addLateRecordings, logOf } from './late-recording';
import { readMarkers, type Markers } from './markers';
import { noteOf } from './note';
import { uploadRecording } from './recording';
import { otherOwner, refusedOwner } from './remedies';
import { otherType, STANDARD_TYPE, typeLacks } from './activity-type';
import type { Target, Written } from '../engine/run';
import { linkIds, withCompany, type LinkIds } from './targets';
import { pipedriveTime, SUBJECT_MAX } from './times';
import type { ApiCallLog, Json } from './types';
import type { Work } from './work';
import { said } from '../../text/said';

const UNKNOWN_MAX = 3;

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
  notes: Words[];
  targets: Target[];
  /** Read back after an unknown outcome, or no call log: the id is the activity's. */
  known: boolean;
}

async function insert(work: Work, step: CallRecordStep, linked: Target[]): Promise<Made> {
  let targets = withCompany(linked, work.existing);
  let { ownerId } = step.values;
  const notes: Words[] = [];
  /** Owner for whose sake the call record may have been refused: told when it is taken without him. */
  let blamed: string | null = null;
  let asActivity = false;
  let type = STANDARD_TYPE;
  const tried = new Set<string>();
  let unknown = 0;
  for (;;) {
    try {
      const ids = linkIds(targets, []);
      const [path, json] = asActivity
        ? [paths.activities, activityValues(step, ownerId, ids, type)]
        : [paths.callLogs, callValues(step, ownerId, ids)];
      const made = await work.api.post<ApiCallLog>(path, json, said('doing.writeCall'), unknown);
      if (asActivity) {
        const id = String(made.id);
        return { id, activityId: id, notes, targets, known: true };
      }
      const activityId = made.activity_id ? String(made.activity_id) : null;
      if (blamed !== null)
        notes.push(
          `The token may not write call records of the user ${blamed}, so it belongs to the user of the token: use the token of an admin.`,
        );
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
      const other = asActivity ? await otherType(work, error, type, tried) : null;
      if (other !== null) {
        notes.push(`${typeLacks(type, `it is of the type ${other}`)}: switch the type ${type} on.`);
        type = other;
        continue;
      }
      // Only an admin's token writes call logs of others; an inactive user takes none.
      const foreign = error.kind === 'notPermitted';
      if (ownerId !== null && (foreign || (await refusedOwner(work, error, ownerId)))) {
        if (foreign) blamed = ownerId;
        else notes.push(otherOwner(ownerId, null).note);
        ownerId = null;
        continue;
      }
      const relinked = await targetsLeft(work, error, targets, () => false);
      if (!relinked) {
        if (asActivity || !noCallLogs(error)) throw error;
        asActivity = true;
        ({ ownerId } = step.values);
        blamed = null;
        notes.push(insteadNote(error));
        continue;
      }
      // Refused without him too: a record that may not be seen was the reason.
      ownerId ??= blamed;
      blamed = null;
      ({ left: targets } = relinked);
      notes.push(relinked.note);
    }
  }
}

/** A double of the call record, known by its activity: both are taken away. */
async function takeAway(work: Work, key: string, activityId: string): Promise<void> {
  const log = await logOf(work, key, activityId);
  const action = said('doing.takeDoubleOf', { kind: said('of.callRecord') });
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

async function writeNew(work: Work, step: CallRecordStep, targets: Target[]): Promise<Written> {
  const { activities } = work.api.book;
  const { recordings, title } = step.values;
  const { id, activityId, notes, known } = await insert(work, step, targets);
  const entry = { id, activityId, title, links: recordings };
  activities.set(step.key, { ...entry, recorded: false });
  const { recorded, note } = known
    ? { recorded: false, note: null }
    : await uploadRecording(work, id, recordings);
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
