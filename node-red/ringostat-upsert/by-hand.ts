import {
  applyByHand,
  callByHand,
  clock,
  keyByHand,
  NodeError,
  taskByHand,
  timeByHand,
  type PlanStep,
} from '../host/product';
import type { Run } from './run';

async function time(run: Run, field: 'dueAt' | 'startedAt'): Promise<string | null> {
  const typed = await run.value(field);
  if (typed === null) return null;
  const at = timeByHand(typed);
  if (at === null) throw new NodeError('badTime', { value: typed });
  return at;
}

async function seconds(run: Run): Promise<number> {
  const typed = (await run.value('talk')) ?? '0';
  const value = Number(typed.replace(',', '.'));
  if (!(value >= 0)) throw new NodeError('badSeconds', { value: typed });
  return value;
}

/** What tasks and calls have in common. Without a call the key is of the message. */
async function common(run: Run) {
  const origin = run.payload.event?.callId ?? run.messageId;
  return {
    key: keyByHand(await run.value('key'), origin, run.nodeId),
    contactId: await run.value('contactId'),
    dealId: await run.value('dealId'),
    body: await run.value('body'),
    ownerId: await run.value('ownerId'),
  };
}

async function applyOne(run: Run, step: PlanStep): Promise<void> {
  const outcome = await applyByHand(step, run.account.provider);
  run.finish({ ...run.payload, record: outcome }, run.text(outcome?.status ?? 'done'));
}

/** Task by hand. Throws NodeError when it has no subject or its time cannot be read. */
export async function createTask(run: Run): Promise<void> {
  const subject = await run.value('subject');
  if (subject === null) throw new NodeError('noSubject');
  const task = {
    ...(await common(run)),
    subject,
    state: run.settings.taskState,
    dueAt: await time(run, 'dueAt'),
  };
  await applyOne(run, taskByHand(task, clock.now()));
}

/** Call record by hand. Throws NodeError when its time or talk cannot be read. */
export async function logCall(run: Run): Promise<void> {
  const call = {
    ...(await common(run)),
    subject: (await run.value('subject')) ?? '',
    direction: run.settings.callDirection,
    status: run.settings.callStatus,
    startedAt: await time(run, 'startedAt'),
    talk: await seconds(run),
    clientNumber: await run.value('phone'),
    recording: await run.value('recording'),
  };
  await applyOne(run, callByHand(call, clock.now()));
}
