/** Why there was no conversation: from Ringostat's status and the waiting time, never guessed (docs/events.md#why-a-call-was-missed). */
import type { CallStatus, Direction, RingostatEvent, WhyMissed } from '../model/event';
import { SHORT_ABANDON_SECONDS } from './short-abandon';
import { foldStatus } from './status';
import reasons from './why-missed.json';

const REASON_OF = new Map<string, WhyMissed>(
  (Object.entries(reasons) as [WhyMissed, string[]][]).flatMap(([why, spellings]) =>
    spellings.map((spelling): [string, WhyMissed] => [spelling, why]),
  ),
);

interface Ended {
  status: CallStatus | null;
  statusAsSent: string | null;
  direction: Direction | null;
  /** Ringostat rang the client by itself: he can leave no queue. */
  callback: boolean;
  durations: RingostatEvent['durations'];
}

/** The client waited no longer than this: the longest of what is told counts, because 0 also stands for "unknown". */
function leftAtOnce({ wait, total }: Ended['durations'], seconds: number): boolean {
  const waited = Math.max(wait ?? 0, total ?? 0);
  return (wait !== null || total !== null) && waited <= seconds;
}

/**
 * Takes how a call ended and the short-abandon time in seconds (0: nobody leaves too early). Returns why nobody talked; null
 * for a conversation, a running call, and a status that does not say.
 */
export function whyMissed(
  call: Ended,
  shortAbandonSeconds: number = SHORT_ABANDON_SECONDS,
): WhyMissed | null {
  const { status, statusAsSent, direction, callback, durations } = call;
  if (status === null || status === 'answered' || status === 'running') return null;
  const named = statusAsSent === null ? undefined : REASON_OF.get(foldStatus(statusAsSent));
  const queue = direction === 'incoming' && !callback;
  if (named === 'noAnswer' && queue && shortAbandonSeconds > 0 && leftAtOnce(durations, shortAbandonSeconds))
    return 'hungUp';
  return named ?? (status === 'missed' ? null : status);
}
