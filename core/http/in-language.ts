/** Words a fault or a finding in the language of whoever reads it. */
import type { Language } from '../model/plan';
import type { Worded, Words } from '../model/said';
import { toText } from '../text/said';
import { WordedError } from '../text/worded-error';
import { CrmError } from './errors';
import { redact } from './redact';

const shown = (words: Words, language: Language): string => redact(toText(words, language));

/** Takes what was made in English, with its codes; returns it in the language, without codes. What has none stays as it is. */
export function inLanguage<T extends Worded>(told: T, language: Language): T {
  const { words, ...rest } = told;
  if (!words) return told;
  const advice = words.advice === null ? null : shown(words.advice, language);
  return { ...rest, message: shown(words.message, language), advice } as T;
}

/** Takes what was thrown; returns it with its message and advice in the language, when it is a fault of the product. */
export function faultInLanguage(error: unknown, language: Language): unknown {
  if (error instanceof WordedError) error.message = shown(error.words, language);
  return error instanceof CrmError ? new CrmError({ ...error, ...inWords(error, language) }) : error;
}
const inWords = ({ words }: CrmError, language: Language): { message: string; advice: string } => ({
  message: toText(words.message, language),
  advice: toText(words.advice, language),
});
