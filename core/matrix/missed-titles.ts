/**
 * Recognises by the title of an activity whether the product wrote it for a missed call or a conversation, in every language. The
 * title is the only thing that activities of all five CRMs have in common. A title from a person or a subject template is not
 * recognised, and such an activity is left alone.
 */
import type { TextCode } from '../text/text';
import { catalogues, LANGUAGES } from '../text/text';

const CODES: Readonly<Record<'missed' | 'voicemail', readonly TextCode[]>> = {
  missed: [
    'call.title.incoming.missed',
    'call.title.incoming.failed',
    'call.title.outgoing.missed',
    'call.title.outgoing.failed',
    'task.subject.callBack',
    'task.subject.missed',
    'task.subject.callAgain',
    'task.subject.noAnswer',
  ],
  voicemail: ['call.title.incoming.voicemail', 'call.title.outgoing.voicemail', 'task.subject.voicemail'],
};

/** The sentence up to its first {placeholder}. */
const beginsOf = (codes: readonly TextCode[]): string[] =>
  codes
    .flatMap((code) => LANGUAGES.map((language) => catalogues[language][code].split('{', 1)[0] ?? ''))
    .filter((begin) => begin.trim() !== '');
const BEGINS = { missed: beginsOf(CODES.missed), voicemail: beginsOf(CODES.voicemail) };

/** Takes the title of a call record or a task; returns how the call ended by it, null when it does not say so. */
export function missedByTitle(title: string): 'missed' | 'voicemail' | null {
  const is = (begins: string[]): boolean => begins.some((begin) => title.startsWith(begin));
  if (is(BEGINS.missed)) return 'missed';
  return is(BEGINS.voicemail) ? 'voicemail' : null;
}
