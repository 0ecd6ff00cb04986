/**
 * Tasks of a plan, then its call record, else its last task; looked for before only when they may be there, settled only
 * in a race.
 */
import { CrmError } from '../../http/errors';
import { settleCall, writeCall } from './call-log';
import { inDoubt, readMarkers, type ActivityStep, type Markers } from './markers';
import { endedBy } from './plan-end';
import { lastActivity } from '../engine/steps';
import { settleTask, writeTask } from './tasks';
import type { Run, Target, Written } from '../engine/run';
import type { Work } from './work';
import { careful } from './write-record';

const NONE: Markers = new Map();

/** One insert per key at a time in this process; a second one takes what the first wrote. */
async function write(
  work: Work,
  step: ActivityStep,
  targets: Target[],
  markers: Markers,
  last: ActivityStep | null,
): Promise<Written> {
  let mine = false;
  const written = (await work.api.book.flights(`activity ${step.key}`, () => {
    mine = true;
    return step.kind === 'task'
      ? writeTask(work, step, targets, markers, endedBy(step, last))
      : writeCall(work, step, targets, markers);
  })) as Written;
  return mine ? written : { ...written, status: 'alreadyThere' };
}

async function settled(
  work: Work,
  all: [ActivityStep, Written][],
  targets: Target[],
): Promise<[ActivityStep, Written][]> {
  if (!careful(work) || all.every(([, { status }]) => status !== 'created')) return all;
  const markers = await readMarkers(work, targets);
  return Promise.all(
    all.map(async ([step, written]): Promise<[ActivityStep, Written]> => [
      step,
      step.kind === 'task'
        ? await settleTask(work, step, written, markers)
        : await settleCall(work, step, written, markers),
    ]),
  );
}

/** Writes the steps of a plan, all of its tasks and its call record; each has its outcome in the run. */
export async function writeActivities(work: Work, run: Run, steps: ActivityStep[]): Promise<void> {
  const last = lastActivity(steps);
  const ready = steps.filter((step) => {
    const blocked = run.blocked(step);
    if (blocked) run.fail(step, blocked);
    return !blocked;
  });
  if (ready.length === 0) return;
  const targets = run.targets(ready.flatMap(({ links }) => links));
  try {
    const markers = inDoubt(work, ready, targets) ? await readMarkers(work, targets) : NONE;
    const one = async (step: ActivityStep): Promise<[ActivityStep, Written] | null> => {
      try {
        const waits = step === last ? run.lastWaits(step) : null;
        if (waits) throw waits;
        return [step, await write(work, step, run.targets(step.links), markers, last)];
      } catch (error) {
        run.fail(step, error);
        return null;
      }
    };
    const before = await Promise.all(ready.filter((step) => step !== last).map(one));
    const results = [...before, ...(await Promise.all(ready.filter((step) => step === last).map(one)))];
    const written = results.filter((result) => result !== null);
    for (const [step, result] of await settled(work, written, targets)) await run.written(step, result);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    for (const step of ready) if (!run.outcome(step)) run.fail(step, error);
  }
}
