/** What Ringostat's AI says of a call. How its parameters are called is up to the user: aliases.json and the key map. */
import { textLinks } from './recordings';
import { itemsOf } from './items';
import { decodedText } from './text';
import type { CallAnalysis } from '../model/event';
import type { Variable, Variables } from './variables';

/** Characters kept of a text; what is longer ends in the mark. */
const MAX_TEXT = 16_000;
const MARK = '…';

/** Each of them alone makes an event an analysis. */
export const AI_VARIABLES = [
  'ai_summary',
  'ai_client_mood',
  'ai_employee_mood',
  'ai_mood',
  'ai_recommendations',
  'ai_transcript',
] as const satisfies readonly Variable[];

/** The text; one that was cut says so. */
function whole(value: unknown): string | null {
  const text = decodedText(value);
  const cut = typeof value === 'string' && value.length > MAX_TEXT;
  return text !== null && cut ? `${text.slice(0, MAX_TEXT - MARK.length)}${MARK}` : text;
}

/** "8", "8/10", "80 %", "4,5"; null for words. */
function numberOf(text: string | null): number | null {
  const digits = /^-?\d{1,6}(?:[.,]\d{1,6})?(?=$|\s|[%/])/.exec(text ?? '')?.[0];
  return digits === undefined ? null : Number(digits.replace(',', '.'));
}

/** Takes the variables of an event; returns its analysis. */
export function readAnalysis(variables: Variables): CallAnalysis {
  const scoreAsSent = variables.text('ai_score');
  const transcript = variables.value('ai_transcript');
  const links = textLinks(transcript);
  const text = whole(transcript);
  // A field that holds nothing but links is no transcript.
  const isText = text !== null && text.replace(/https?:\/\/\S+/gi, '').trim().length > links.length * 2;
  return {
    summary: whole(variables.value('ai_summary')),
    clientMood: variables.text('ai_client_mood'),
    employeeMood: variables.text('ai_employee_mood'),
    mood: variables.text('ai_mood'),
    score: numberOf(scoreAsSent),
    scoreAsSent,
    topics: itemsOf(variables.value('ai_topics'), { commas: true }),
    actions: itemsOf(variables.value('ai_recommendations')),
    transcript: isText ? text : null,
    transcriptLinks: links,
  };
}
