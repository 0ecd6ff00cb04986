/** Tasks are records of the folder Tasks (docs/reference/nethunt.md#writing). Their key stands in the text: the folder is NetHunt's own. */
import type { TaskStep } from '../../model/plan';
import { utc } from '../engine/times';
import { shorten } from '../engine/text';
import type { Target, Written } from '../engine/run';
import { keyOf } from './records';
import type { Values } from './values';
import { newWrite, type Write } from './write';
import { writeRecord } from './write-record';
import type { Work } from './work';
import { said } from '../../text/said';

/** Values of a task by meaning. A done task is due at the end of the call. */
export function taskValues({ values }: TaskStep, targets: Target[]): Values {
  const { state, subject, body, dueAt, ownerId } = values;
  return {
    name: shorten(subject, 255),
    due: utc(dueAt),
    done: state === 'done',
    owner: ownerId ? [ownerId] : null,
    priority: state === 'done' ? 'Normal' : 'High',
    description: body,
    links: targets.map(({ id }) => id),
  };
}

export const taskOf = (work: Work, step: TaskStep, targets: Target[]): Write =>
  newWrite(step, targets, {
    kind: 'task',
    meanings: taskValues(step, targets),
    key: step.key,
    identity: {
      kind: 'task',
      wanted: [{ field: null, texts: [step.key] }],
      isSame: (record) => keyOf(work.layout, 'task', record) === step.key,
    },
    action: said('doing.createKind', { kind: said('of.task') }),
  });

/** Writes the task or finds it. Throws CrmError. */
export const writeTask = (work: Work, step: TaskStep, targets: Target[]): Promise<Written> =>
  writeRecord(work, taskOf(work, step, targets));
