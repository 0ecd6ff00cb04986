/** The language of a page: chosen by the reader, kept in the browser, at first the browser's own. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../../core/model/plan';
import { fill, type TextParams } from '../../../core/text/fill';
import { isLanguage } from '../../../core/text/text';
import en from '../texts/en.json';
import ru from '../texts/ru.json';
import uk from '../texts/uk.json';
import { keep, kept } from './kept';

export type PageText = keyof typeof en;
/** Typed so that a text missing in one language does not compile. */
const TEXTS: Readonly<Record<Language, Readonly<Record<PageText, string>>>> = { en, uk, ru };

export type Say = (text: PageText, params?: TextParams) => string;
export interface Speech {
  language: Language;
  t: Say;
}

export const speechOf = (language: Language): Speech => ({
  language,
  t: (text, params = {}) => fill(TEXTS[language][text], params),
});
export const SpeechContext = createContext<Speech>(speechOf('en'));
export const useSpeech = (): Speech => useContext(SpeechContext);

const KEY = 'ringostat-page-language';
export function firstLanguage(): Language {
  const known = kept(KEY);
  if (isLanguage(known)) return known;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}
export function chooseLanguage(language: Language): void {
  keep(KEY, language);
  document.documentElement.lang = language;
}
