/** Which records an event should create: those of its own row and of the earlier rows it catches up on (rule 2). */
import type { RowId } from '../model/plan';
import type { Draft } from './draft';
import { note } from './draft';
import { talker } from './decide';
import { isEarly, isEmptyRow, rowFacts } from './rows';
import { responsibleBefore } from './this-call';
import type { CallKind, MatrixRow } from './types';

export interface WantedRow {
  row: RowId;
  actions: MatrixRow;
}

function kindsOf(draft: Draft, row: RowId): readonly CallKind[] {
  const direction = draft.event.direction === 'outgoing' ? 'outgoing.' : 'incoming.';
  return rowFacts[row].kinds.filter((kind) => kind.startsWith(direction));
}

/** True when the setting "for which calls contacts are created" names the kind of this row. */
export function contactWantedFor(draft: Draft, row: RowId): boolean {
  const kinds = kindsOf(draft, row);
  return kinds.length > 0 && kinds.every((kind) => draft.options.contactsFor.includes(kind));
}

/** With the setting in use, the rows after a call obey it alone; earlier ones need their tick too. */
function withContactSetting(draft: Draft, row: RowId, actions: MatrixRow): MatrixRow {
  if (draft.options.contactsFor.length === 0 || kindsOf(draft, row).length === 0) return actions;
  const { contact, ...rest } = actions;
  if (contactWantedFor(draft, row)) return !isEarly(row) || contact ? { ...rest, contact: true } : rest;
  if (contact) note(draft, 'note.contactsFor');
  return rest;
}

/**
 * An outgoing call has no ringing and no pick-up of the client before it. An analysis makes up for what an incoming
 * conversation creates, where anything is ticked for analyses at all.
 */
function hasEarlier({ event, actions }: Draft): boolean {
  if (event.kind === 'analysis') return event.direction === 'incoming' && !isEmptyRow(actions);
  return event.direction !== 'outgoing';
}

/** Of the rows after a conversation the one of whoever talked. */
function fits({ event, card }: Draft, row: RowId): boolean {
  const { talkers } = rowFacts[row];
  return !talkers || talkers.includes(talker(event, card.manager, responsibleBefore(event, card)));
}

/** The rows that may create, earliest first; a row that only passes attribution creates nothing. */
export function wantedRows(draft: Draft): WantedRow[] {
  const earlier = hasEarlier(draft)
    ? (rowFacts[draft.row].earlier ?? []).filter((row) => fits(draft, row))
    : [];
  return [...earlier, draft.row]
    .map((row) => ({ row, actions: row === draft.row ? draft.actions : (draft.table[row] ?? {}) }))
    .filter(({ actions }) => !actions.attributionOnly)
    .map(({ row, actions }) => ({ row, actions: withContactSetting(draft, row, actions) }));
}
