/** Tasks and calls written by hand in an Upsert node: the same steps as a plan's, one at a time, in both hosts. */
import type { CrmProvider } from '../crm/port';
import { CrmError } from '../http/errors';
import type { CallRecordValues, PlanStep, RecordRef, TaskValues } from '../model/plan';
import type { StepOutcome } from '../model/outcome';

const REASON = { code: 'byHand', params: {}, text: 'asked for by hand in the node' };
const TASK_DUE_MS = 4 * 60 * 60 * 1000;

interface HandStep {
  /** Of keyByHand: the same key never makes a second record. */
  key: string;
  contactId: string | null;
  dealId: string | null;
  subject: string;
  body: string | null;
  ownerId: string | null;
}
export interface HandTask extends HandStep {
  state: TaskValues['state'];
  /** ISO 8601; null: four hours from now. */
  dueAt: string | null;
}
export interface HandCall extends HandStep {
  direction: CallRecordValues['direction'];
  status: CallRecordValues['status'];
  /** ISO 8601; null: now. */
  startedAt: string | null;
  /** Seconds. */
  talk: number;
  clientNumber: string | null;
  recording: string | null;
}

/** Key given by the user, else one per call (or other origin) and node; only characters that every CRM takes. */
export function keyByHand(given: string | null, origin: string, nodeId: string): string {
  return `byHand_${given ?? `${origin}_${nodeId}`}`.replace(/[^A-Za-z0-9_-]/g, '_');
}

/** Takes milliseconds as digits, or a date as text; returns ISO 8601, null when it cannot be read. */
export function timeByHand(typed: string): string | null {
  const at = new Date(/^\d+$/.test(typed) ? Number(typed) : typed);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Records the new one hangs on, the deal first. */
function linksOf({ contactId, dealId }: HandStep): RecordRef[] {
  return [
    ...(dealId === null ? [] : [{ entity: 'deal' as const, id: dealId }]),
    ...(contactId === null ? [] : [{ entity: 'contact' as const, id: contactId }]),
  ];
}

/** `now`: milliseconds since the epoch. */
export function taskByHand(task: HandTask, now: number): PlanStep {
  return {
    id: 'task.manager',
    kind: 'task',
    key: task.key,
    reason: REASON,
    links: linksOf(task),
    values: {
      role: 'manager',
      state: task.state,
      subject: task.subject,
      body: task.body ?? '',
      dueAt: task.dueAt ?? new Date(now + TASK_DUE_MS).toISOString(),
      ownerId: task.ownerId,
      fields: {},
    },
  };
}

/** `now`: milliseconds since the epoch. */
export function callByHand(call: HandCall, now: number): PlanStep {
  const incoming = call.direction === 'incoming';
  return {
    id: 'callRecord',
    kind: 'callRecord',
    key: call.key,
    reason: REASON,
    links: linksOf(call),
    values: {
      title: call.subject,
      body: call.body ?? '',
      direction: call.direction,
      status: call.status,
      startedAt: call.startedAt ?? new Date(now).toISOString(),
      endedAt: null,
      talk: call.talk,
      from: incoming ? call.clientNumber : null,
      to: incoming ? null : call.clientNumber,
      recordings: call.recording === null ? [] : [call.recording],
      ownerId: call.ownerId,
      callId: call.key,
      fields: {},
    },
  };
}

/** Carries one step out. Throws CrmError when the CRM refuses it. */
export async function applyByHand(step: PlanStep, provider: CrmProvider): Promise<StepOutcome | undefined> {
  const [outcome] = await provider.apply([step], []);
  if (outcome?.status === 'failed' && outcome.error)
    throw new CrmError({ ...outcome.error, ...outcome.error.words, system: provider.label });
  return outcome;
}
