/** What a task of ours tells of its call: whether it was missed, when, and whose it was. Recognised in every language. */
import type { OwnTask } from '../crm/port';
import { beginOfKey } from '../crm/engine/key-time';
import { ROLES } from '../crm/engine/activity-keys';
import { phoneForms } from '../phone/phone';
import { callOfTask } from '../plan/keys';
import { catalogues, LANGUAGES, type TextCode } from '../text/text';

/** A task for a client who called in vain. `call`: key of the call. */
export interface MissedTask {
  task: OwnTask;
  call: string;
  /** When he called, ms; of a key without a time, when the task was made. Null: nobody can tell. */
  at: number | null;
  /** E.164; null: hidden, or no number. */
  client: string | null;
}

/** A template of one's own changes the subject, never the first line of the text. */
const SUBJECTS: readonly TextCode[] = ['task.subject.callBack', 'task.subject.voicemail'];
const INTROS: readonly TextCode[] = ['task.intro.missed', 'task.intro.voicemail'];

const inAll = (codes: readonly TextCode[]): string[] =>
  codes.flatMap((code) => LANGUAGES.map((language) => catalogues[language][code].split('{', 1)[0] ?? ''));
const [subjects, intros] = [inAll(SUBJECTS), inAll(INTROS)];
const clientLines = inAll(['line.client']);

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
};

/** Lines of a text as a CRM stores it: HTML in some of them. */
export function linesOf(text: string): string[] {
  const plain = text
    .replace(/<br\s*\/?>|<\/(?:p|div|li)>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_all, name: string) => ENTITIES[name] ?? '');
  return plain.split(/\r?\n/).map((line) => line.trim());
}

/** The client as a task of ours names him: "Name, +380 67 …". Null when it names none. */
export function clientLineOf({ text }: Pick<OwnTask, 'text'>): string | null {
  for (const line of linesOf(text)) {
    const begin = clientLines.find((one) => line.startsWith(one));
    if (begin !== undefined) return line.slice(begin.length).trim() || null;
  }
  return null;
}

/** Number of the client of a task of ours, as its text tells it; `home`: ISO country for numbers without country code. */
export function clientOfTask(task: Pick<OwnTask, 'text'>, home: string): string | null {
  const told = clientLineOf(task);
  if (told === null) return null;
  // The number stands last, whatever digits are in the name.
  const number = told.slice(Math.max(0, told.lastIndexOf('+')));
  return (phoneForms(number, home) ?? phoneForms(told, home))?.e164 ?? null;
}

/** Key of the call a task of ours belongs to; null for tasks by hand and other people's. */
function callIn(key: string): string | null {
  const role = ROLES.find((one) => callOfTask(key, one) !== key);
  return role ? callOfTask(key, role) : null;
}

/** Takes a task of ours; returns it as one for a missed call, null when it is for something else. */
export function missedTask(task: OwnTask, home: string): MissedTask | null {
  const lines = linesOf(task.text);
  const missed =
    subjects.some((begin) => task.title.startsWith(begin)) || intros.some((intro) => lines.includes(intro));
  if (!missed) return null;
  const call = callIn(task.key) ?? task.key;
  const made = task.createdAt === null ? Number.NaN : Date.parse(task.createdAt);
  return {
    task,
    call,
    at: beginOfKey(call) ?? (Number.isNaN(made) ? null : made),
    client: clientOfTask(task, home),
  };
}
