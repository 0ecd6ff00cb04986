/** Shared context of the writes of one `apply`. */
import type { PlanStep } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { beginOfKey } from '../engine/key-time';
import { isCall, isCreate } from '../engine/steps';
import type { Layout } from './layout';

/** NetHunt's clock and ours may differ, and a call's record is made minutes after it began. */
const SKEW_MS = 900_000;
/** Plans without a call (forms) are carried out within a day. */
const DAY_MS = 86_400_000;

export interface Work {
  layout: Layout;
  /** No record of this plan can be older (ms): where reading back begins. */
  since: number;
  /** Somebody carried out a part of this plan before, or may have: what it made is looked for first. */
  begunElsewhere: boolean;
}

/** End of the call, ms: from the call record, else its begin as a key of the plan tells it; null when unknown. */
function endOf(steps: PlanStep[]): number | null {
  const call = steps.find(isCall)?.values;
  const told = call ? Date.parse(call.endedAt ?? call.startedAt) : NaN;
  if (!Number.isNaN(told)) return told;
  const begins = steps.flatMap(({ key }) => beginOfKey(key) ?? []);
  return begins.length > 0 ? Math.max(...begins) : null;
}

/**
 * A call that ended before this process began to work with the account may have been written by the one before it. Where a
 * new client is made nothing of the call can be there: it would hang on him.
 */
function mayBeOld(layout: Layout, steps: PlanStep[]): boolean {
  const end = endOf(steps);
  return end !== null && end < layout.since && !steps.some(({ kind }) => kind === 'contact');
}

export function startWork(layout: Layout, steps: PlanStep[], existing: FoundRecord[]): Work {
  const starts = steps.filter(isCall).map(({ values }) => Date.parse(values.startedAt));
  const known = starts.filter((at) => !Number.isNaN(at));
  const now = layout.clock.now();
  const earliest = known.length > 0 ? Math.min(...known) : now - DAY_MS;
  const calls = new Set(
    steps.flatMap((step) => (isCreate(step) ? (step.values.callId ?? []) : isCall(step) ? step.key : [])),
  );
  const ofTask = (callId: string): boolean =>
    steps.some(({ kind, key }) => kind === 'task' && key.startsWith(`${callId}_`));
  return {
    layout,
    since: Math.min(earliest, now) - SKEW_MS,
    begunElsewhere:
      existing.some(({ callId }) => callId !== null && (calls.has(callId) || ofTask(callId))) ||
      mayBeOld(layout, steps),
  };
}
