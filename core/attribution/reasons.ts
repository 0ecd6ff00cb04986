import type { Language, Reason } from '../plan/types';

/** Sentences by language and code, with {placeholders}. */
export type ReasonTexts = Record<Language, Record<string, string>>;

/** Takes a catalogue; returns a maker of reasons. A code the language lacks is said in English. */
export function reasonsFrom(texts: ReasonTexts) {
  return (language: Language, code: string, params: Record<string, string> = {}): Reason => {
    const template = texts[language][code] ?? texts.en[code] ?? code;
    const text = template.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
    return { code, params, text };
  };
}
