/** The field "Never record" of both hosts, as typed. Light: the editors read it too. */
import { digitsOf } from '../phone/digits';

/** A shorter prefix would silence whole countries. */
export const PREFIX_MIN = 2;

/** Takes the field of both hosts; returns its entries, one a line or parted by commas or semicolons. */
export const readNeverRecord = (typed: string | null | undefined): string[] =>
  (typed ?? '')
    .split(/[\n,;]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** True for a prefix, false for a number or a word. */
export const isPrefix = (entry: string): boolean => entry.endsWith('*');
/** Its digits, without an exit code. */
export const prefixOf = (entry: string): string => digitsOf(entry).replace(/^00/, '');

/** Takes the entries; returns the sentence that refuses them, or null: a prefix without digits would silence everybody. */
export function neverRecordRefusal(entries: readonly string[]): string | null {
  const short = entries.filter((entry) => isPrefix(entry) && prefixOf(entry).length < PREFIX_MIN);
  if (short.length === 0) return null;
  const named = short.map((entry) => `"${entry}"`).join(', ');
  return `Under "Never record" the prefix ${named} is too short. Give at least ${PREFIX_MIN} digits, for example +38044*.`;
}
