/** Subject and body of a task, by row and role. */
import type { RowId, TaskRole } from '../model/plan';
import { fill } from '../text/fill';
import { isTextCode, say, type TextCode } from '../text/text';
import { analysisLines } from './analysis-note';
import type { Draft } from './draft';
import { factLines } from './lines';
import { clientText, templateValues } from './names';
import { employeeName, signName } from './names-of-people';
import { oneLine } from './one-line';
import { rowFacts } from './rows';
import taskTexts from './task-texts.json';
import type { TaskCell } from './types';

/** Salesforce's subject holds 255 characters, the shortest of the five. */
const MAX_SUBJECT = 250;
/** Of a recommended action in the text; the subject is cut after it. */
const MAX_ACTION = 1000;

interface TaskText {
  subject: string;
  intro: string;
  /** Subject of a done task, where it differs. */
  done?: string;
}
/** `unnamed`: when Ringostat did not name the employee. */
type RowText = TaskText & Partial<Record<TaskRole | 'unnamed', TaskText>>;
const texts: Readonly<Record<RowId, RowText>> = taskTexts;

function code(text: string): TextCode {
  if (!isTextCode(text)) throw new Error(`task-texts.json names the text "${text}", which no catalogue has.`);
  return text;
}

/**
 * Returns the subject (one line, at most 250 characters) and the body (several lines) of a task; `action`: what the
 * analysis recommends.
 */
export function taskText(
  draft: Draft,
  role: TaskRole,
  cell: TaskCell,
  action: string | null = null,
): { subject: string; body: string } {
  const { event, card, row, options } = draft;
  const { language } = options;
  const unnamed = card.manager === null && signName(event.employee) === null;
  const text = (unnamed && texts[row].unnamed) || (texts[row][role] ?? texts[row]);
  const employee = employeeName(event, card, language);
  const client = clientText(event, language, card.client.contact?.name ?? card.client.lead?.name);
  const values = {
    ...templateValues(event, language, employee),
    client,
    recommended: oneLine(action ?? '', MAX_ACTION),
  };
  const own = cell.subject ? fill(cell.subject, values) : '';
  const subject = own || say(language, code((cell.state === 'done' && text.done) || text.subject), values);
  const intro = say(language, code(text.intro), values);
  const facts = factLines({ event, card, language }, rowFacts[row].employee === 'unmapped');
  const analysed = analysisLines({ event, language }, options);
  return { subject: oneLine(subject, MAX_SUBJECT), body: [intro, ...analysed, ...facts].join('\n') };
}
