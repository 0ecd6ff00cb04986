/** How long a routing question may still take, counted from the moment it arrived. */
import type { RingostatEvent } from '../model/event';
import type { Clock } from '../http/types';

/** Milliseconds; a call waits for the answer (a PBX gives 3 s at the least). */
export const DEFAULT_BUDGET_MS = 2000;
/** Older than this nobody waits for the answer: somebody runs a kept question again in the editor, and time begins anew, ms. */
const WAITED_FOR_MS = 30_000;
/** What the answer’s way out of the host takes at least, as part of the budget: 200 ms of two seconds. */
const WAY_PART = 0.1;

/**
 * What the host takes before its trigger runs is not to be seen, so that the way back is reckoned longer than what is seen of
 * the way in: n8n makes an isolate for each webhook before it looks into it.
 */
const BACK_FACTOR = 2;

export interface TimeLeft {
  /** The whole budget, ms. */
  budgetMs: number;
  /** Since the question arrived, ms. */
  spentMs(): number;
  /** Until the answer has to leave, ms; 0 or less: at once. */
  leftMs(): number;
}

/**
 * Takes the question, the budget (not a positive number: the default) and the clock. A host that was slow to bring the
 * question is as slow to carry the answer away, so that time is kept for the way back.
 */
export function timeOf(
  { receivedAt }: Pick<RingostatEvent, 'receivedAt'>,
  budget: number,
  clock: Pick<Clock, 'now'>,
): TimeLeft {
  const budgetMs = Number.isFinite(budget) && budget > 0 ? budget : DEFAULT_BUDGET_MS;
  const startedAt = clock.now();
  const sinceArrival = startedAt - Date.parse(receivedAt);
  // Another machine's clock may be ahead (n8n's queue mode).
  const onTheWay = sinceArrival > 0 && sinceArrival < WAITED_FOR_MS ? sinceArrival : 0;
  const back = Math.max(budgetMs * WAY_PART, onTheWay * BACK_FACTOR);
  const spentMs = (): number => onTheWay + clock.now() - startedAt;
  return { budgetMs, spentMs, leftMs: () => budgetMs - back - spentMs() };
}
