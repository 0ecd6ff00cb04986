/** Sentences that travel by code and values, because who makes them does not know in which language they will be read. */
import type { Language } from '../model/plan';
import type { Said, SaidValue, Worded, Words } from '../model/said';
import { say, type TextCode } from './text';

/** Takes a code and the values of its placeholders. */
export const said = (code: TextCode, values: Said['values'] = {}): Said => ({ code, values });

/** Sentences one after the other, or parts of one parted by semicolons. */
export const sentences = (all: readonly Words[], code: 'text.then' | 'text.and' = 'text.then'): Words =>
  all.length === 0 ? '' : all.reduce((first, next) => said(code, { first, next }));

const toValue = (value: SaidValue, language: Language): string =>
  typeof value === 'object'
    ? 'code' in value
      ? toText(value, language)
      : value.map((one) => toValue(one, language)).join(', ')
    : String(value);

/** The sentence in a language; English where nobody chose one. */
export function toText(words: Words, language: Language = 'en'): string {
  if (typeof words === 'string') return words;
  const values = Object.entries(words.values).map(([name, value]) => [name, toValue(value, language)]);
  return say(language, words.code as TextCode, Object.fromEntries(values));
}

/** The same with its values changed, those of sentences inside it too. */
export function mapValues(words: Words, change: (value: string) => string): Words {
  if (typeof words === 'string') return change(words);
  const mapped = (value: SaidValue): SaidValue => {
    if (typeof value === 'number') return value;
    if (typeof value === 'string' || 'code' in value) return mapValues(value, change);
    return value.map((one) => mapped(one) as string | number | Said);
  };
  const values = Object.entries(words.values).map(([name, value]) => [name, mapped(value)] as const);
  return { code: words.code, values: Object.fromEntries(values) };
}

/** What happened and what to do, to be worded in a language later. */
export function worded(message: Words, advice: Words): Worded<string>;
export function worded(message: Words, advice: Words | null): Worded;
export function worded(message: Words, advice: Words | null): Worded {
  return {
    message: toText(message),
    advice: advice === null ? null : toText(advice),
    words: { message, advice },
  };
}
