/** Tasks: activities of the chosen type. One request each, there is no batch (crm-apis.md §4.4). */
import { CrmError } from '../../http/errors';
import type { TaskStep } from '../../plan/types';
import { shorten } from '../shared/text';
import { pipedriveTime } from './call-log';
import { filled, integer, type Json } from './bodies';
import { customValue } from './custom-values';
import { paths } from './endpoints';
import { pipedriveError } from './errors';
import { targetsLeft } from './gone';
import { addLateLinks } from './late-links';
import { WRITABLE } from './lists';
import { readMarkers, type Markers } from './markers';
import { noteOf } from './note';
import { markEnd } from './plan-end';
import { nextOwner, refusedOwner } from './remedies';
import { linkIds, type LinkIds, type Target } from './targets';
import type { ApiActivity } from './types';
import type { Written } from './write-record';
import type { Work } from './work';

const SUBJECT_MAX = 255;
const UNKNOWN_MAX = 3;
/** The activity type every account has. */
const STANDARD_TYPE = 'call';

function mapped(fields: Record<string, string>): Json {
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => {
      if (!WRITABLE.task.includes(name))
        throw pipedriveError(
          'invalidField',
          `an activity has no field ${name} that could be written.`,
          `Take ${name} out of the field mapping of the node.`,
          name,
        );
      const field_type = name === 'priority' ? 'int' : 'text';
      return [
        name,
        customValue({ field_name: name, field_code: name, field_type, is_custom_field: false }, text),
      ];
    }),
  );
}

/** Values of a task; its time is UTC. The contact is a participant: person_id is read-only here. `ended`: as in writeTask. */
export function taskValues(
  { key, values }: TaskStep,
  ownerId: string | null,
  ids: LinkIds,
  type: string,
  ended: string | null,
): Json {
  const { state, subject, body, dueAt, fields } = values;
  const [date, time] = pipedriveTime(dueAt).split(' ');
  const person = integer(ids.contact, 'contact');
  return {
    ...filled({
      subject: shorten(subject, SUBJECT_MAX),
      type,
      owner_id: integer(ownerId, 'user'),
      deal_id: integer(ids.deal, 'deal'),
      lead_id: ids.lead,
      org_id: integer(ids.company, 'company'),
      participants: person === null ? null : [{ person_id: person, primary: true }],
      due_date: date,
      due_time: time?.slice(0, 5),
      done: state === 'done',
      note: noteOf(body, [], key, ended),
    }),
    ...mapped(fields),
  };
}

async function insert(work: Work, step: TaskStep, linked: Target[], ended: string | null): Promise<Written> {
  let targets = linked;
  let type = work.settings.taskType;
  let { ownerId } = step.values;
  const notes: string[] = [];
  const tried = new Set<string>();
  let unknown = 0;
  for (;;) {
    try {
      const json = taskValues(step, ownerId, linkIds(targets, work.existing), type, ended);
      const made = await work.api.post<ApiActivity>(paths.activities, json, 'creating the task', unknown);
      return { id: String(made.id), status: 'created', notes };
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      if (error.kind === 'outcomeUnknown') {
        const [found, ...others] = (await readMarkers(work, targets)).get(step.key) ?? [];
        for (const { id } of others)
          await work.api.remove(paths.activity(String(id)), 'taking away the double of the task');
        if (found) return { id: String(found.id), status: 'created', notes };
        unknown += 1;
        if (unknown > UNKNOWN_MAX) throw error;
        continue;
      }
      const chosen = step.values.fields['type'];
      if (
        /\btype\b/i.test(error.message) &&
        type !== STANDARD_TYPE &&
        !chosen &&
        error.kind === 'invalidField'
      ) {
        notes.push(`Pipedrive has no activity type ${type} (any more): choose another one in the node.`);
        type = STANDARD_TYPE;
        continue;
      }
      if (ownerId !== null && !tried.has(ownerId) && (await refusedOwner(work, error, ownerId))) {
        tried.add(ownerId);
        const next = nextOwner(ownerId, step.values.fallbackOwnerId);
        ({ ownerId } = next);
        notes.push(next.note);
        continue;
      }
      const relinked = await targetsLeft(work, error, targets, () => false);
      if (!relinked) throw error;
      ({ left: targets } = relinked);
      notes.push(relinked.note);
    }
  }
}

/** Another worker made the same task: the one with the lowest id stays, ours is taken away. */
export async function settleTask(
  work: Work,
  step: TaskStep,
  written: Written,
  markers: Markers,
): Promise<Written> {
  const [first] = markers.get(step.key) ?? [];
  if (!first || String(first.id) === written.id || written.status !== 'created') return written;
  await work.api.remove(paths.activity(written.id), 'taking away the double of the task');
  work.api.book.activities.set(step.key, {
    id: String(first.id),
    activityId: String(first.id),
    recorded: false,
  });
  return { ...written, id: String(first.id), status: 'alreadyThere' };
}

/** Creates the task, or finds it by its marker; `ended`: key of the call whose plan it ends. Throws CrmError. */
export async function writeTask(
  work: Work,
  step: TaskStep,
  targets: Target[],
  markers: Markers,
  ended: string | null,
): Promise<Written> {
  const { activities } = work.api.book;
  const [marked] = markers.get(step.key) ?? [];
  const there = activities.get(step.key)?.id ?? (marked ? String(marked.id) : undefined);
  if (there !== undefined) {
    await addLateLinks(work, there, null, targets);
    if (marked && ended !== null) await markEnd(work, marked, ended);
    return { id: there, status: 'alreadyThere', notes: [] };
  }
  const written = await insert(work, step, targets, ended);
  activities.set(step.key, { id: written.id, activityId: written.id, recorded: false });
  return written;
}
