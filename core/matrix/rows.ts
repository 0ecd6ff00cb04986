/** The rows of the matrix: when each holds and what it is about. The facts are data, and exclude each other. */
import type { EventName } from '../model/event';
import type { RowId } from '../model/plan';
import rows from '../model/rows.json';
import type { CallKind, MatrixRow } from './types';

/** How an ended call ended. */
export type CallResult = 'talked' | 'voicemail' | 'missed';
/** How an analysed call went. */
export type Verdict = 'analysed' | 'analysedBad';
/** Who talked, seen from the client. `unnamed`: Ringostat did not say who. */
export type Talker = 'responsible' | 'manager' | 'unmapped' | 'unnamed';

export interface RowFacts {
  name: string;
  events: readonly EventName[];
  /** Absent: any. */
  results?: readonly (CallResult | Verdict)[];
  /** Absent: any. */
  talkers?: readonly Talker[];
  /** Who of the company took or made the call; `unmapped`: somebody without a CRM user. */
  employee: 'nobody' | 'mapped' | 'unmapped';
  /** Kinds of calls it covers, for the setting "for which calls contacts are created" (NH-07); of both directions, the event's. */
  kinds: readonly CallKind[];
  /** Rows whose creations an event of this row makes up for (docs/matrix.md#rules-that-hold-in-every-table), earliest first. */
  earlier?: readonly RowId[];
  /** The row that holds when nothing is ticked in this one. */
  fallback?: RowId;
  /** A ticked task is made for each action that the analysis recommends. Absent: one task. */
  tasks?: 'recommended';
  /** The native integrations have no such row: one that is left empty is no gap. */
  optional?: true;
}
export const rowFacts = rows as unknown as Readonly<Record<RowId, RowFacts>>;

/** Whether the row holds for an event of this name; `result` is null while the call goes on. */
export function holds(
  row: RowId,
  name: EventName,
  result: CallResult | Verdict | null,
  who: Talker,
): boolean {
  const { events, results, talkers } = rowFacts[row];
  return (
    events.includes(name) &&
    (!results || (result !== null && results.includes(result))) &&
    (!talkers || talkers.includes(who))
  );
}

const EARLY: readonly EventName[] = ['incoming.ringing', 'incoming.answered'];
const isAll = (row: RowId, wanted: (event: EventName) => boolean): boolean =>
  rowFacts[row].events.every(wanted);

/** The call has not ended yet. */
export const isEarly = (row: RowId): boolean => isAll(row, (event) => EARLY.includes(event));
/** Outgoing calls create no client (docs/matrix.md#rules-that-hold-in-every-table). */
export const isOutgoing = (row: RowId): boolean => isAll(row, (event) => event.startsWith('outgoing.'));
/** The call has been analysed: its end has come, or will. */
export const isAnalysis = (row: RowId): boolean => isAll(row, (event) => event === 'call.analysed');
export const isForm = (row: RowId): boolean => isAll(row, (event) => event === 'form.submitted');
/** An incoming call that nobody took. */
export const isMissed = (row: RowId): boolean =>
  !isOutgoing(row) && rowFacts[row].results !== undefined && rowFacts[row].employee === 'nobody';
/** The talker is the responsible. */
export const isResponsible = (row: RowId): boolean => rowFacts[row].talkers?.join() === 'responsible';

/** True when the row has no ticked action. */
export function isEmptyRow(row: MatrixRow | undefined): boolean {
  return row === undefined || Object.keys(row).length === 0;
}
