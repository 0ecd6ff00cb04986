/** Reads one side of a call from a payload: a phone number, a short number, a word (SIP login), or nothing usable. */
import words from './words.json';
import { isNumberLike, phoneForms } from '../phone/phone';
import type { PhoneForms } from '../phone/types';

/**
 * By shape alone: whose it is, only the team can tell. `digits`: an extension, a short number or a mistyped one;
 * `word`: a SIP login or address, or a caller id in letters.
 */
export type PartyKind = 'number' | 'digits' | 'word' | 'hidden';
export interface Party {
  kind: PartyKind;
  /** As sent, decoded. */
  sent: string;
  /** Number, SIP login or short number without the display name. */
  address: string;
  forms: PhoneForms | null;
  /** Display name before `<…>`, when it is a name and not the number again. */
  displayName: string | null;
}

/** A SIP address has at most 254 characters, a display name is shorter than a line. */
const MAX_SIDE = 300;
const MAX_NAME = 200;
/** Characters of a number with whatever a gateway writes beside it. */
const MAX_NUMBER = 100;

const ANONYMOUS = new Set<string>(words.anonymous);
const FILLERS = new Set<string>(words.anonymousFillers);

/** "anonymous", "Anonymous@anonymous.invalid", "Private number", "невідомий номер": all words say that he hides. */
function hides(address: string): boolean {
  const text = address.toLowerCase();
  const [user = ''] = text.split('@');
  if (ANONYMOUS.has(text) || ANONYMOUS.has(user)) return true;
  const parts = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return (
    parts.some((part) => ANONYMOUS.has(part)) &&
    parts.every((part) => ANONYMOUS.has(part) || FILLERS.has(part))
  );
}

/** Parts of `"Olena" <sip:380…@host>`: what stands before the bracket, and in it. Without a bracket all is address. */
function partsOf(text: string): { title: string; address: string } {
  const open = text.indexOf('<');
  const close = open < 0 ? -1 : text.indexOf('>', open);
  const inside = open < 0 ? text : text.slice(open + 1, close < 0 ? undefined : close);
  const title = open < 0 ? '' : text.slice(0, open).split('"').join('');
  return { title: title.trim().slice(0, MAX_NAME), address: inside.trim().replace(/^(?:sips?|tel):/i, '') };
}

/**
 * Takes decoded text such as `"Olena" <380…>`, `380…`, `sip:380…@host`, `login_1`, `anonymous`; returns the side,
 * null for no text. Reads 300 characters at most.
 */
export function readParty(text: string | null, country: string): Party | null {
  if (text === null) return null;
  const sent = text.slice(0, MAX_SIDE);
  const { title, address } = partsOf(sent);
  const displayName = /\p{L}/u.test(title) && !hides(title) ? title : null;
  // The number of a SIP address is its user part.
  const at = address.indexOf('@');
  const user = at > 0 ? address.slice(0, at) : address;
  // A login may hold a number of its own (`project_380671234567`).
  const forms = user.length > MAX_NUMBER || /^[\p{L}_]/u.test(user) ? null : phoneForms(user, country);
  const side = { sent, address, forms, displayName };
  if (forms) return { ...side, kind: 'number' };
  if (!address || !/[\p{L}\d]/u.test(address) || hides(address)) return { ...side, kind: 'hidden' };
  return { ...side, kind: isNumberLike(address) ? 'digits' : 'word' };
}

/** Takes a side as sent, null for none; returns it as people call it back: "3700", "Kyivstar", without display name. */
export function addressOf(sent: string | null): string | null {
  return sent === null ? null : partsOf(sent.slice(0, MAX_SIDE)).address || null;
}
