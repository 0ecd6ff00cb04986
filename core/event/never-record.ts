/** The list "Never record": numbers, prefixes and own lines whose calls are not written. */
import { digitsOf, phoneForms } from '../phone/phone';
import { nationalDigits } from '../phone/numbering';
import { isPrefix, PREFIX_MIN, prefixOf } from './never-record-entries';
import type { RingostatEvent } from '../model/event';

/** As dialled from abroad, and at home as it is dialled there; with a plus only from abroad. */
function beginsWith(number: string, entry: string, country: string): boolean {
  const prefix = prefixOf(entry);
  if (prefix.length < PREFIX_MIN) return false;
  if (digitsOf(number).startsWith(prefix)) return true;
  const dialled = /^\s*(\+|00)/.test(entry) ? null : nationalDigits(number, country);
  return dialled?.startsWith(prefix) ?? false;
}

/** The same number in any notation, or the same word or short number. */
function same(entry: string, address: string | null, country: string): boolean {
  if (address === null) return false;
  const [one, other] = [entry, address].map((text) => phoneForms(text, country)?.e164);
  return one || other ? one === other : entry.toLowerCase() === address.trim().toLowerCase();
}

/**
 * Takes an event and the entries: a number in any notation (the client's, or the own line that was called), a prefix of the
 * client's number that ends with `*` (`+38044*`, `044*` at home), or a short number or SIP login. Returns the entry that
 * covers the event, or null.
 */
export function neverRecorded(event: RingostatEvent, entries: readonly string[]): string | null {
  const { clientNumber, clientNumberAsSent, ownLine, defaultCountry: country } = event;
  const covers = (entry: string): boolean =>
    isPrefix(entry)
      ? clientNumber !== null && beginsWith(clientNumber, entry, country)
      : [clientNumber, clientNumberAsSent, ownLine].some((address) => same(entry, address, country));
  return entries.find(covers) ?? null;
}
