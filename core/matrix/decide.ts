/** Chooses the row of the matrix for an event. */
import { hasSigns } from '../event/signs';
import type { RingostatEvent } from '../model/event';
import type { Language, Reason, RowId } from '../model/plan';
import type { ClientCard } from '../model/client';
import type { Person } from '../model/team';
import { isTextCode, reason, say, type TextCode } from '../text/text';
import { employeeName, personName } from './names-of-people';
import { DEFAULT_ANALYSIS } from './default-options';
import { badnessOf } from './judge';
import { holds, isEmptyRow, rowFacts, type CallResult, type Talker } from './rows';
import { responsibleBefore } from './this-call';
import { ROW_IDS, type AnalysisOptions, type MatrixTable } from './types';

export interface RowChoice {
  /** Null: the event has no row (running call, routing question, start of an outgoing call). */
  row: RowId | null;
  reason: Reason;
}

const NO_ROW: Readonly<Partial<Record<RingostatEvent['name'], TextCode>>> = {
  'outgoing.started': 'decide.none.started',
  routing: 'decide.none.routing',
};

/** Null while the call goes on. A talk time above zero is a conversation whatever the status (G-07). */
export function callResult(event: RingostatEvent): CallResult | null {
  if (event.status === 'running') return null;
  if (event.status === 'voicemail') return 'voicemail';
  return event.status === 'answered' || (event.durations.talk ?? 0) > 0 ? 'talked' : 'missed';
}

/** Who talked, as the rows tell talkers apart. */
export function talker(event: RingostatEvent, manager: Person | null, responsible: Person | null): Talker {
  if (!manager?.crmUserId) {
    return manager === null && !hasSigns(event.employee) ? 'unnamed' : 'unmapped';
  }
  return responsible === null || responsible.crmUserId === manager.crmUserId ? 'responsible' : 'manager';
}

/**
 * Takes the event, the client card and, to let an empty row fall back to another, the table. Returns the row (null when
 * there is none) and why, as a sentence in the language. Never throws.
 */
export function chooseRow(
  event: RingostatEvent,
  card: ClientCard,
  table: MatrixTable | null = null,
  language: Language = 'en',
  analysis: AnalysisOptions = DEFAULT_ANALYSIS,
): RowChoice {
  const none = NO_ROW[event.name];
  if (none) return { row: null, reason: reason(language, none) };
  if (card.internal) return { row: null, reason: reason(language, 'note.internal') };

  const responsible = responsibleBefore(event, card);
  const ended = event.moment === 'ended';
  const bad = event.kind === 'analysis' ? badnessOf(event, language, analysis) : [];
  const verdict = event.kind !== 'analysis' ? null : bad.length > 0 ? 'analysedBad' : 'analysed';
  const result = ended ? callResult(event) : verdict;
  if (ended && result === null) return { row: null, reason: reason(language, 'decide.none.running') };
  const who = talker(event, card.manager, responsible);
  const row = ROW_IDS.find((id) => holds(id, event.name, result, who));
  if (!row) return { row: null, reason: reason(language, 'decide.none.other', { event: event.name }) };

  const { fallback } = rowFacts[row];
  if (fallback && table !== null && isEmptyRow(table[row])) {
    const empty = `decide.${row}.empty`;
    const code = isTextCode(empty) ? empty : (`decide.${fallback}` as const);
    return { row: fallback, reason: reason(language, code, { why: bad.join('; ') }) };
  }
  const variant = who === 'unnamed' ? 'noEmployee' : responsible === null ? 'noResponsible' : '';
  const special = `decide.${row}.${variant}`;
  const code = isTextCode(special) ? special : (`decide.${row}` as const);
  return {
    row,
    reason: reason(language, code, {
      manager: card.manager ? personName(card.manager) : say(language, 'nobody'),
      responsible: responsible ? personName(responsible) : say(language, 'nobody'),
      employee: employeeName(event, card, language),
      why: bad.join('; '),
    }),
  };
}
