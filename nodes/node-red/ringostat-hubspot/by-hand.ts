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

/** One record per call and node, or per message of other origin; the same key never makes a second one. */
async function keyOf(run: Run): Promise<string> {
  const call = run.payload.event?.callId ?? run.messageId;
  const key = (await run.value('key')) ?? `${call}_${run.nodeId}`;
  return `byHand_${key}`.replace(/[^A-Za-z0-9_-]/g, '_');
}

async function seconds(run: Run): Promise<number> {
  const typed = (await run.value('talk')) ?? '0';
  const value = Number(typed.replace(',', '.'));
  if (!(value >= 0)) throw new NodeError('badSeconds', { value: typed });
  return value;
}

async function applyOne(run: Run, step: PlanStep): Promise<void> {
  const [outcome] = await run.account.provider.apply([step], []);
  if (outcome?.status === 'failed' && outcome.error) {
    throw new CrmError({ ...outcome.error, system: run.account.provider.label });
  }
  run.finish({ ...run.payload, record: outcome }, run.text(outcome?.status ?? 'done'));
}

/** Task by hand. Throws NodeError when it has no subject or its time cannot be read. */
export async function createTask(run: Run): Promise<void> {
  const subject = await run.value('subject');
  if (subject === null) throw new NodeError('noSubject');
  await applyOne(run, {
    id: 'task.manager',
    kind: 'task',
    key: await keyOf(run),
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

/** Call record by hand. Throws NodeError when its time or talk cannot be read. */
export async function logCall(run: Run): Promise<void> {
  const recording = await run.value('recording');
  const key = await keyOf(run);
  const number = await run.value('phone');
  const incoming = run.settings.callDirection === 'incoming';
  await applyOne(run, {
    id: 'callRecord',
    kind: 'callRecord',
    key,
    reason: BY_HAND,
    links: await links(run),
    values: {
      title: (await run.value('subject')) ?? '',
      body: (await run.value('body')) ?? '',
      direction: run.settings.callDirection,
      status: run.settings.callStatus,
      startedAt: await time(run, 'startedAt', clock.now()),
      endedAt: null,
      talk: await seconds(run),
      from: incoming ? number : null,
      to: incoming ? null : number,
      recordings: recording === null ? [] : [recording],
      ownerId: await run.value('ownerId'),
      callId: key,
      fields: {},
    },
  });
}
