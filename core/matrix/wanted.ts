/** Which records an event should create: those of its own row and of the earlier rows it catches up on (rule 2). */
import type { RowId } from '../model/plan';
import type { Draft } from './draft';
import { note } from './draft';
import { EARLIER_ROWS } from './rows';
import type { MatrixOptions, MatrixRow } from './types';

export interface WantedRow {
  row: RowId;
  actions: MatrixRow;
}

type CallClass = MatrixOptions['contactsFor'][number];
/** Kinds of calls a row covers, for the setting "for which calls contacts are created" (NH-07). */
const CLASSES: Readonly<Partial<Record<RowId, readonly CallClass[]>>> = {
  R1: ['incoming.answered', 'incoming.missed'],
  R2: ['incoming.answered'],
  R3: ['incoming.missed'],
  R3v: ['incoming.missed'],
  R4: ['incoming.answered'],
  R5: ['incoming.answered'],
  R6: ['outgoing.answered'],
  R7: ['outgoing.answered'],
  R8: ['outgoing.missed'],
};

function classesOf(draft: Draft, row: RowId): readonly CallClass[] {
  if (row !== 'R9') return CLASSES[row] ?? [];
  return [draft.event.direction === 'outgoing' ? 'outgoing.answered' : 'incoming.answered'];
}

/** True when the setting "for which calls contacts are created" names the kind of this row. */
export function contactWantedFor(draft: Draft, row: RowId): boolean {
  const classes = classesOf(draft, row);
  return classes.length > 0 && classes.every((kind) => draft.options.contactsFor.includes(kind));
}

/** With the setting in use, the rows after a call obey it alone; R1 and R2 need their tick too. */
function withContactSetting(draft: Draft, row: RowId, actions: MatrixRow): MatrixRow {
  if (draft.options.contactsFor.length === 0 || classesOf(draft, row).length === 0) return actions;
  const afterCall = row !== 'R1' && row !== 'R2';
  const { contact, ...rest } = actions;
  if (contactWantedFor(draft, row)) return afterCall || contact ? { ...rest, contact: true } : rest;
  if (contact) note(draft, 'note.contactsFor');
  return rest;
}

/** The rows that may create, earliest first; a row that only passes attribution creates nothing. */
export function wantedRows(draft: Draft): WantedRow[] {
  // R9 of an outgoing call has no ringing and no pick-up of the client before it.
  const earlier = draft.event.direction === 'outgoing' ? [] : (EARLIER_ROWS[draft.row] ?? []);
  return [...earlier, draft.row]
    .map((row) => ({ row, actions: row === draft.row ? draft.actions : (draft.table[row] ?? {}) }))
    .filter(({ actions }) => !actions.attributionOnly)
    .map(({ row, actions }) => ({ row, actions: withContactSetting(draft, row, actions) }));
}
