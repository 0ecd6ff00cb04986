/** Errors without phone numbers, for people and logs, when the trigger masks numbers. */
import { CrmError } from '../http/errors';
import { forPeople } from '../phone/mask';

type Masking = Parameters<typeof forPeople>[0];

/** Takes an item's `event`, whatever it is; tells whether its trigger masks numbers. */
export function masking(event: unknown): Masking {
  const on = typeof event === 'object' && event !== null && 'maskNumbers' in event && event.maskNumbers;
  return on === true ? { maskNumbers: true } : null;
}

/** Takes the event and what was thrown; returns it with the numbers in its words masked when the event says so. */
export function maskedFault(event: Masking, error: unknown): unknown {
  if (!event?.maskNumbers) return error;
  const shown = (text: string): string => forPeople(event, text);
  if (error instanceof CrmError) {
    const { kind, system, message, advice, status, waitMs, code, subject } = error;
    return new CrmError({
      kind,
      system,
      message: shown(message),
      advice: shown(advice),
      status,
      waitMs,
      code: code === null ? null : shown(code),
      subject: subject === null ? null : shown(subject),
    });
  }
  if (error instanceof Error) error.message = shown(error.message);
  return error;
}
