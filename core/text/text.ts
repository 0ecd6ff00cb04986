/** Every sentence the product shows or writes into a CRM, one file a language. */
import type { Language, Reason } from '../model/plan';
import { catalogues } from './catalogues';
import type en from './en.json';
import { fill, type TextParams } from './fill';

export { formatDuration, formatMoment, formatTime } from './format';

export type TextCode = keyof typeof en;
export { catalogues };
export const LANGUAGES = Object.keys(catalogues) as readonly Language[];

/** True for a language the product speaks, of whatever a flow holds. */
export const isLanguage = (value: unknown): value is Language =>
  (LANGUAGES as readonly unknown[]).includes(value);

/** True when the catalogue has this code; for codes that are put together at run time. */
export function isTextCode(code: string): code is TextCode {
  return Object.hasOwn(catalogues.en, code);
}

/** Returns the text of a code with its {placeholders} filled; one without value becomes empty. Never throws. */
export function say(language: Language, code: TextCode, params: TextParams = {}): string {
  return fill(catalogues[language][code], params);
}

/** The same as a Reason: code and values for programs, the sentence for people. */
export function reason(language: Language, code: TextCode, params: TextParams = {}): Reason {
  const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
  return { code, params: values, text: say(language, code, params) };
}
