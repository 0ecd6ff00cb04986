/** The rows of the matrix as a decision table: first row whose conditions all hold. An absent condition is any. */
import type { EventName } from '../model/event';
import type { RowId } from '../model/plan';
import type { MatrixRow } from './types';
import rowData from './rows.json';

/** How an ended call ended. */
export type CallResult = 'talked' | 'voicemail' | 'missed';
/** Who talked, seen from the client. `unnamed`: Ringostat did not say who. */
export type Talker = 'responsible' | 'manager' | 'unmapped' | 'unnamed';

export interface RowRule {
  id: RowId;
  name: string;
  events: EventName[];
  results?: CallResult[];
  talkers?: Talker[];
}
export const rowRules = rowData as readonly RowRule[];

/** True when the row has no ticked action. */
export function isEmptyRow(row: MatrixRow | undefined): boolean {
  return row === undefined || Object.keys(row).length === 0;
}

/** Rows of outgoing calls: they create no client (docs/matrix.md#rules-that-hold-in-every-table). */
export const OUTGOING_ROWS: readonly RowId[] = ['R6', 'R7', 'R8'];

/** Rows whose creations an event of this row makes up for (docs/matrix.md#rules-that-hold-in-every-table), earliest first. */
export const EARLIER_ROWS: Readonly<Partial<Record<RowId, readonly RowId[]>>> = {
  R2: ['R1'],
  R3: ['R1'],
  R3v: ['R1'],
  R4: ['R1', 'R2'],
  R5: ['R1', 'R2'],
  R9: ['R1', 'R2'],
};
