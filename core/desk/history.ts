/** What the call log tells of a client: who called in vain, who tried to call back, who talked. */
import { callResult } from '../matrix/decide';
import { timeOf } from '../matrix/names';
import type { RingostatEvent } from '../model/event';

export interface History {
  /** Conversations long enough, calls in vain, attempts: each with its start, oldest first. */
  talks: Moment[];
  missed: Moment[];
  attempts: Moment[];
}
export interface Moment {
  /** ms */
  at: number;
  event: RingostatEvent;
}

export const noHistory: History = { talks: [], missed: [], attempts: [] };

function kindOf(event: RingostatEvent, least: number): keyof History | null {
  const result = callResult(event);
  if (result === null) return null;
  // Without a length of talk an answered call counts as long enough.
  if (result === 'talked' && (event.durations.talk ?? Infinity) >= least) return 'talks';
  if (event.direction === 'outgoing') return 'attempts';
  return result === 'talked' ? null : 'missed';
}

/** Takes the log and the seconds from which talk counts; returns what it tells, by the client's number. */
export function historiesOf(events: readonly RingostatEvent[], least: number): Map<string, History> {
  const all = new Map<string, History>();
  for (const event of events) {
    const at = Date.parse(timeOf(event));
    const kind = kindOf(event, least);
    if (event.kind !== 'call' || event.moment !== 'ended' || event.internal) continue;
    if (event.clientNumber === null || kind === null || Number.isNaN(at)) continue;
    const history = all.get(event.clientNumber) ?? { talks: [], missed: [], attempts: [] };
    history[kind].push({ at, event });
    all.set(event.clientNumber, history);
  }
  for (const { talks, missed, attempts } of all.values())
    for (const list of [talks, missed, attempts]) list.sort((a, b) => a.at - b.at);
  return all;
}

/** Calls in vain after the last conversation. */
export function unanswered({ talks, missed }: History): Moment[] {
  const last = talks.at(-1)?.at ?? -Infinity;
  return missed.filter(({ at }) => at > last);
}
