import {
  applyByHand,
  callByHand,
  keyByHand,
  taskByHand,
  timeByHand,
  type HandCall,
  type HandTask,
  type PlanStep,
} from '../../../../core';
import { clock } from '../../clock';
import { SetUpError } from '../../errors';
import type { ItemResult } from '../../items';
import { textOf, valueOf, type Run } from './run';

/** Call id of the event the item may carry. */
function callIdOf({ json }: Run): string | null {
  const event: unknown = json['event'];
  const id = typeof event === 'object' && event !== null ? (event as { callId?: unknown }).callId : null;
  return typeof id === 'string' ? id : null;
}

function time(run: Run, name: string): string | null {
  const typed = textOf(run, name);
  if (typed === null) return null;
  // A date of an expression arrives as JSON text.
  const at = timeByHand(typed.replace(/^"|"$/g, ''));
  if (at !== null) return at;
  throw new SetUpError(
    `The time in the field ${name} cannot be read`,
    'Give an ISO date, e.g. 2026-11-20T14:00:00Z.',
  );
}

function subjectOf(run: Run): string {
  const subject = textOf(run, 'subject');
  if (subject === null) throw new SetUpError('The subject is empty', 'Fill the field Subject.');
  return subject;
}

/** What tasks and calls have in common. Without a call the key is of the execution and item. */
function common(run: Run) {
  const { context, itemIndex } = run;
  const origin = callIdOf(run) ?? `${context.getExecutionId()}_${itemIndex}`;
  return {
    key: keyByHand(textOf(run, 'key'), origin, context.getNode().id),
    contactId: textOf(run, 'contactId'),
    dealId: textOf(run, 'dealId'),
    subject: subjectOf(run),
    body: textOf(run, 'body'),
    ownerId: textOf(run, 'ownerId'),
  };
}

async function applyOne(run: Run, step: PlanStep): Promise<ItemResult> {
  const outcome = await applyByHand(step, run.account.provider);
  return { json: { ...run.json, record: outcome ?? null } };
}

/** Task by hand. */
export async function createTask(run: Run): Promise<ItemResult> {
  const state = valueOf<HandTask['state']>(run, 'taskState', 'open');
  return applyOne(run, taskByHand({ ...common(run), state, dueAt: time(run, 'dueAt') }, clock.now()));
}

/** Call record by hand. */
export async function logCall(run: Run): Promise<ItemResult> {
  const call: HandCall = {
    ...common(run),
    direction: valueOf<HandCall['direction']>(run, 'callDirection', 'incoming'),
    status: valueOf<HandCall['status']>(run, 'callStatus', 'answered'),
    startedAt: time(run, 'startedAt'),
    talk: Number(textOf(run, 'talk')) || 0,
    clientNumber: textOf(run, 'clientNumber'),
    recording: textOf(run, 'recording'),
  };
  return applyOne(run, callByHand(call, clock.now()));
}
