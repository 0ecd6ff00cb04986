/**
 * The text in our field "Ringostat key": national number, key of the client's state, call. Search by number shows it
 * without a further request, so a find tells which call made a record. Stored for ever: its form must never change.
 */
import { phoneForms } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';
import { phoneKey } from '../../plan/keys';

const NONE = '-';

/** Takes E.164 (null: a form without number), the state key (null: the number's digits stand for it) and the call. */
export function ownKey(phone: string | null, stateKey: string | null, call: string | null): string | null {
  const state = stateKey ?? (phone === null ? null : phoneKey(phone));
  if (state === null) return null;
  const national = phone === null ? null : (phoneForms(phone, '')?.national ?? phoneKey(phone));
  return [national ?? NONE, state, call ?? NONE].join(' ');
}

export interface ReadKey {
  state: string;
  call: string | null;
}
/** Reads such a text back; null when it is something else. */
export function readOwnKey(text: unknown): ReadKey | null {
  const parts = typeof text === 'string' ? text.split(' ') : [];
  const [national = '', state = '', call = ''] = parts;
  if (parts.length !== 3 || !/^(\d{3,}|-)$/.test(national) || state === '' || call === '') return null;
  return { state, call: call === NONE ? null : call };
}

/** The key among the matched values of a search hit, when it is of this number. */
export function keyAmong(values: readonly unknown[] | null | undefined, phone: PhoneForms): ReadKey | null {
  for (const value of values ?? []) {
    const key = readOwnKey(value);
    if (key && (key.state === phone.digits || key.state.startsWith(`${phone.digits}_`))) return key;
  }
  return null;
}
