import { clock, CrmError, NodeError, type PlanStep, type RecordRef } from '../shared/product';
import type { Run } from './run';

const FOUR_HOURS_MS = 4 * 60 * 60 * 1000;
const BY_HAND = { code: 'byHand', params: {}, text: 'asked for by hand in the node' };

async function links(run: Run): Promise<RecordRef[]> {
  const contact = await run.value('contactId');
  const deal = await run.value('dealId');
  return [
    ...(deal === null ? [] : [{ entity: 'deal' as const, id: deal }]),
    ...(contact === null ? [] : [{ entity: 'contact' as const, id: contact }]),
  ];
}

async function time(run: Run, field: 'dueAt' | 'startedAt', fallback: number): Promise<string> {
  const typed = await run.value(field);
  if (typed === null) return new Date(fallback).toISOString();
  const at = new Date(/^\d+$/.test(typed) ? Number(typed) : typed);
  if (Number.isNaN(at.getTime())) throw new NodeError('badTime', { value: typed });
  return at.toISOString();
}

async function applyOne(run: Run, step: PlanStep): Promise<void> {
  const [outcome] = await run.account.provider.apply([step], []);
  if (outcome?.status === 'failed' && outcome.error) {
    throw new CrmError({ ...outcome.error, system: run.account.provider.label });
  }
  run.finish({ ...run.payload, record: outcome }, run.text(outcome?.status ?? 'done'));
}

/** Task by hand. The key is the message's id, so that a message sent twice makes one task. */
export async function createTask(run: Run): Promise<void> {
  const subject = await run.value('subject');
  if (subject === null) throw new NodeError('noSubject');
  await applyOne(run, {
    id: 'task.manager',
    kind: 'task',
    key: `byHand.${run.messageId}`,
    reason: BY_HAND,
    links: await links(run),
    values: {
      role: 'manager',
      state: run.settings.taskState,
      subject,
      body: (await run.value('body')) ?? '',
      dueAt: await time(run, 'dueAt', clock.now() + FOUR_HOURS_MS),
      ownerId: await run.value('ownerId'),
      fields: {},
    },
  });
}

/** Call record by hand, keyed by the call id of the event when there is one. */
export async function logCall(run: Run): Promise<void> {
  const { event } = run.payload;
  const recording = await run.value('recording');
  const callId = event?.callId ?? run.messageId;
  const number = await run.value('phone');
  const incoming = run.settings.callDirection === 'incoming';
  await applyOne(run, {
    id: 'callRecord',
    kind: 'callRecord',
    key: `byHand.${callId}`,
    reason: BY_HAND,
    links: await links(run),
    values: {
      title: (await run.value('subject')) ?? '',
      body: (await run.value('body')) ?? '',
      direction: run.settings.callDirection,
      status: run.settings.callStatus,
      startedAt: await time(run, 'startedAt', clock.now()),
      endedAt: null,
      talk: Number(await run.value('talk')) || 0,
      from: incoming ? number : null,
      to: incoming ? null : number,
      recordings: recording === null ? [] : [recording],
      ownerId: await run.value('ownerId'),
      callId,
      fields: {},
    },
  });
}
