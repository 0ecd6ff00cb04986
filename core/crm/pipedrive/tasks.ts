/** Tasks: activities of the chosen type. One request each, there is no batch (docs/reference/pipedrive.md#activities). */
import { said } from '../../text/said';
import type { TaskStep } from '../../model/plan';
import { placed } from './activity-values';
import { filled, valueOrRefused } from './bodies';
import { paths } from './endpoints';
import { pipedriveError } from './errors';
import { relink } from './gone';
import { addLateLinks } from './late-links';
import { WRITABLE } from './lists';
import { readMarkers, type Markers } from './markers';
import { noteOf } from './note';
import { markEnd } from './plan-end';
import { rulesOf } from './rules';
import type { Target, Written } from '../engine/run';
import type { Stands, Writing } from '../engine/write';
import { each, standsOf, writeOne } from '../engine/writer';
import { linkIds, withCompany, type LinkIds } from './targets';
import { otherType } from './activity-type';
import type { ApiActivity, Json } from './types';
import type { Work } from './work';
import { mendedValues, newWrite, type Write } from './write';

type TaskWrite = Write<TaskStep>;

function mapped(fields: Record<string, string>): Json {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => {
      if (!WRITABLE.task.includes(name))
        throw pipedriveError(
          'invalidField',
          said('pipedrive.noActivityField', { field: name }),
          said('pipedrive.noActivityField.advice', { field: name }),
          name,
        );
      const field_type = name === 'priority' ? 'int' : 'text';
      const field = { field_name: name, field_code: name, field_type, is_custom_field: false };
      const read = valueOrRefused(field, text);
      return 'value' in read ? [[name, read.value]] : [];
    }),
  );
}

/** Values of a task. `ended`: as in writeTask. */
export function taskValues(
  { key, values }: TaskStep,
  ownerId: string | null,
  ids: LinkIds,
  type: string,
  ended: string | null,
): Json {
  const { state, subject, body, dueAt, fields } = values;
  return {
    ...filled({
      ...placed({ subject, type, at: dueAt }, ownerId, ids),
      done: state === 'done',
      note: noteOf(body, [], key, ended),
    }),
    ...mapped(fields),
  };
}

/** As Writing.readBack: the marker in the note tells; doubles are taken away. */
async function readBack(work: Work, { step, targets }: TaskWrite): Promise<Stands | null> {
  const [found, ...others] = (await readMarkers(work, targets)).get(step.key) ?? [];
  const action = said('doing.takeDoubleOf', { kind: said('of.task') });
  for (const { id } of others) await work.api.remove(paths.activity(String(id)), action);
  return found ? { id: String(found.id), status: 'created' } : null;
}

const writing = (work: Work, ended: string | null): Writing<TaskWrite> => ({
  ...rulesOf(work),
  send: each(async (write, repeat) => {
    const { step, ownerId, targets, type, action } = write;
    write.values = mendedValues(taskValues(step, ownerId, linkIds(targets, []), type, ended), write);
    return String((await work.api.post<ApiActivity>(paths.activities, write.values, action, repeat)).id);
  }),
  readBack: standsOf((write) => readBack(work, write)),
  first: [otherType(work)],
  then: [relink(work, () => false)],
});

async function insert(work: Work, step: TaskStep, linked: Target[], ended: string | null): Promise<Written> {
  const write = newWrite(step, {
    targets: withCompany(linked, work.existing),
    existing: [],
    action: said('doing.createKind', { kind: said('of.task') }),
    type: work.settings.taskType,
  });
  return writeOne(writing(work, ended), write);
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
  await work.api.remove(paths.activity(written.id), said('doing.takeDoubleOf', { kind: said('of.task') }));
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
