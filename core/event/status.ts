/** Ringostat's dispositions (docs/reference/ringostat.md#dispositions). */
import statuses from './statuses.json';
import type { CallStatus } from '../model/event';

const CLASS_OF = new Map<string, CallStatus>(
  (Object.entries(statuses) as [CallStatus, string[]][]).flatMap(([name, spellings]) =>
    spellings.map((spelling): [string, CallStatus] => [spelling, name]),
  ),
);

/** Takes a disposition in any punctuation (`NO_ANSWER`, `no-answer`); returns it as statuses.json writes them. */
export const foldStatus = (disposition: string): string =>
  disposition
    .replace(/[-_+\s]+/g, ' ')
    .trim()
    .toUpperCase();

/** Takes a disposition in any punctuation; returns its class, or null when unknown. */
export function statusClass(disposition: string | null): CallStatus | null {
  return disposition === null ? null : (CLASS_OF.get(foldStatus(disposition)) ?? null);
}

/**
 * Takes what an ended call says of its result; returns the class. Talk time beats the text, save that a call in
 * voicemail counts its message as talk and names whom it rang: it is no conversation, whatever else is sent.
 */
export function endedStatus(call: {
  disposition: string | null;
  talk: number | null;
  hasEmployee: boolean;
  hasRecording: boolean;
}): { status: CallStatus; warning: string | null } {
  const named = statusClass(call.disposition);
  if (named === 'running') return { status: 'running', warning: null };
  const talked = (call.talk ?? 0) > 0;
  if (named === 'voicemail') return { status: 'voicemail', warning: null };
  if (talked) return { status: 'answered', warning: null };
  if (named) return { status: named, warning: null };
  if (call.disposition !== null) {
    return {
      status: 'missed',
      warning:
        'The call status is not one Ringostat is known to send; without talk time it counts as missed.',
    };
  }
  if (call.talk === null && call.hasRecording && call.hasEmployee)
    return { status: 'answered', warning: null };
  const warning =
    'Nothing tells how the call ended: tick "disposition" and "billsec" in the webhook. It counts as missed.';
  return { status: 'missed', warning: call.talk === 0 ? null : warning };
}
