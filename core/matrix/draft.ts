/** What the parts of applyMatrix share while they build one plan. */
import type { RingostatEvent } from '../model/event';
import type { Entity, Reason, RecordRef, RowId, Step } from '../model/plan';
import type { ClientCard } from '../model/client';
import type { Person } from '../model/team';
import { reason, type TextCode } from '../text/text';
import type { TextParams } from '../text/fill';
import { isMissed, rowFacts } from './rows';
import { isNewClient, keyOfCall, responsibleBefore } from './this-call';
import type { MatrixOptions, MatrixRow, MatrixTable, Preset } from './types';

export interface Draft {
  readonly event: RingostatEvent;
  readonly card: ClientCard;
  readonly table: MatrixTable;
  readonly row: RowId;
  readonly actions: MatrixRow;
  readonly preset: Preset;
  readonly callRecordIsTask: boolean;
  readonly options: MatrixOptions;
  /** Key of the call or form. */
  readonly callKey: string;
  /** Mapped manager; null when nobody took the call or he is unmapped. */
  readonly manager: Person | null;
  readonly senior: Person | null;
  /** The responsible; on a missed call of a new client the one the distribution chose, if it is on. */
  readonly responsible: Person | null;
  readonly distributed: boolean;
  /** Nothing of the client was in the CRM before this call. */
  readonly isNew: boolean;
  /** Records the steps hang on: found ones, then the ones the plan makes. */
  readonly refs: Partial<Record<Entity, RecordRef>>;
  readonly steps: Step[];
  readonly notes: Reason[];
}

export type DraftInput = Pick<
  Draft,
  'event' | 'card' | 'table' | 'row' | 'preset' | 'callRecordIsTask' | 'options'
>;

const mapped = (person: Person | null): Person | null => (person?.crmUserId ? person : null);

export function startDraft(input: DraftInput): Draft {
  const { event, card, row, options } = input;
  const isNew = isNewClient(event, card);
  const missed = isMissed(row);
  // Ringostat may name whom it rang; a call nobody took has no manager all the same (rule 3).
  const taken = rowFacts[row].employee !== 'nobody';
  const chosen = options.distribute && missed && isNew ? mapped(card.distributed) : null;
  const { contact, lead, company, deal } = card.client;
  const refs: Draft['refs'] = {};
  for (const record of [contact, lead, company, deal]) {
    if (record) refs[record.entity] = { entity: record.entity, id: record.id };
  }
  return {
    ...input,
    actions: input.table[row] ?? {},
    callKey: keyOfCall(event),
    manager: taken ? mapped(card.manager) : null,
    senior: mapped(card.senior),
    responsible: responsibleBefore(event, card) ?? chosen,
    distributed: chosen !== null,
    isNew,
    refs,
    steps: [],
    notes: [],
  };
}

/** A reason in the plan's language. */
export function because(draft: Draft, code: TextCode, params: TextParams = {}): Reason {
  return reason(draft.options.language, code, params);
}

/** Notes once why something is not done. */
export function note(draft: Draft, code: TextCode, params: TextParams = {}): void {
  const added = because(draft, code, params);
  if (!draft.notes.some((known) => known.text === added.text)) draft.notes.push(added);
}
