/** Whether an analysed call went badly, and why: by its moods and its score. */
import type { CallAnalysis, RingostatEvent } from '../model/event';
import type { Language } from '../model/plan';
import { say, type TextCode } from '../text/text';
import { DEFAULT_ANALYSIS } from './default-options';
import { oneLine } from './one-line';
import type { AnalysisOptions } from './types';

/** Entries of the list and words of a mood that are looked at: both are short. */
const MAX_ENTRIES = 200;
const MAX_WORDS = 50;

const WORD = /[^\p{L}\p{N}]+/u;
/** In front of a word they turn it round: "not bad", "не погано". */
const NOT = new Set(['not', 'no', 'non', 'isn', 'wasn', 'without', 'не', 'ні', 'нет', 'без']);

const wordsOf = (text: string): string[] =>
  text.toLowerCase().split(WORD).slice(0, MAX_WORDS).filter(Boolean);

/** Takes the list as typed; returns what tells a bad word. */
function badWord(typed: string): (word: string) => boolean {
  const entries = typed
    .toLowerCase()
    .split(/[\n,;]+/)
    .slice(0, MAX_ENTRIES)
    .map((entry) => entry.trim())
    .filter(Boolean);
  const begins = entries.flatMap((entry) => (entry.endsWith('*') ? [entry.slice(0, -1)] : []));
  const exact = new Set(entries.filter((entry) => !entry.endsWith('*')));
  return (word) => exact.has(word) || begins.some((begin) => begin !== '' && word.startsWith(begin));
}

function isBad(mood: string | null, isBadWord: (word: string) => boolean): boolean {
  const words = wordsOf(mood ?? '');
  return words.some((word, at) => isBadWord(word) && !NOT.has(words[at - 1] ?? ''));
}

const MOODS = ['clientMood', 'employeeMood', 'mood'] as const satisfies readonly (keyof CallAnalysis)[];

/** Takes an event and the options; returns in words why its call went badly, one text a reason; none: it did not. */
export function badnessOf(
  { analysis }: Pick<RingostatEvent, 'analysis'>,
  language: Language,
  { badMoods, scoreLimit }: AnalysisOptions = DEFAULT_ANALYSIS,
): string[] {
  if (!analysis) return [];
  const isBadWord = badWord(badMoods);
  const moods = MOODS.filter((name) => isBad(analysis[name], isBadWord)).map((name) => {
    const code: TextCode = `bad.${name}`;
    return say(language, code, { value: oneLine(analysis[name] ?? '') });
  });
  const low = analysis.score !== null && scoreLimit > 0 && analysis.score < scoreLimit;
  const score = oneLine(analysis.scoreAsSent ?? '');
  return low ? [...moods, say(language, 'bad.score', { value: score, limit: scoreLimit })] : moods;
}
