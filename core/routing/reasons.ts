import type { Language, Reason } from '../model/plan';
import { isTextCode, reason, say, type TextCode } from '../text/text';

/** Codes of the text catalogue that are about routing. */
export type RoutingCode = Extract<TextCode, `routing.${string}`>;

function word(language: Language, code: string, raw: string): string {
  return isTextCode(code) ? say(language, code) : raw;
}

/**
 * Takes language, code and values; returns the reason. Its params keep entity and sign as programs know them, its
 * sentence says them in the language.
 */
export function because(language: Language, code: RoutingCode, params: Record<string, string> = {}): Reason {
  const { entity, sign } = params;
  const words = {
    ...params,
    ...(entity === undefined ? {} : { entity: word(language, `entity.${entity}`, entity) }),
    ...(sign === undefined ? {} : { sign: word(language, `routing.sign.${sign}`, sign) }),
  };
  return { code, params, text: reason(language, code, words).text };
}

/** True for the reasons that tell of a list of employees or users that could not be read: a person should look (G-29). */
export const isTeamTrouble = (code: string): boolean => /^routing\.(?:staff|users)(?:Old|Lacks)$/.test(code);
