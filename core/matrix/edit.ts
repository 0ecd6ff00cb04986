/** A table while a person edits it: cells are set and cleared, and compared with those of the preset. */
import type { RowId } from '../model/plan';
import {
  ACTION_ORDER,
  DEFAULT_DEADLINE_HOURS,
  ROW_IDS,
  type MatrixRow,
  type MatrixTable,
  type RecordAction,
  type TaskAction,
  type TaskCell,
} from './types';

export function copyTable(table: MatrixTable): MatrixTable {
  return JSON.parse(JSON.stringify(table)) as MatrixTable;
}

/** Ticks or clears a cell; empty rows are left out of the table. */
export function setRecord(table: MatrixTable, row: RowId, action: RecordAction, on: boolean): void {
  const cells: MatrixRow = { ...table[row] };
  if (on) cells[action] = true;
  else delete cells[action];
  put(table, row, cells);
}

/** Sets a task cell; null clears it. Defaults are left out, so that a changed-back cell equals the preset's. */
export function setTask(table: MatrixTable, row: RowId, action: TaskAction, cell: TaskCell | null): void {
  const cells: MatrixRow = { ...table[row] };
  delete cells[action];
  if (cell) {
    const kept: TaskCell = { ...cell };
    if (kept.deadlineHours === DEFAULT_DEADLINE_HOURS || kept.state === 'done') delete kept.deadlineHours;
    if (!kept.workingHours || kept.state === 'done') delete kept.workingHours;
    if (!kept.subject) delete kept.subject;
    cells[action] = kept;
  }
  put(table, row, cells);
}

function put(table: MatrixTable, row: RowId, cells: MatrixRow): void {
  if (Object.keys(cells).length > 0) table[row] = cells;
  else delete table[row];
}

function text(cell: true | TaskCell | undefined): string {
  if (cell === undefined || cell === true) return String(cell);
  const { state, deadlineHours = DEFAULT_DEADLINE_HOURS, workingHours = false, subject = '' } = cell;
  return JSON.stringify(state === 'done' ? [state, subject] : [state, deadlineHours, workingHours, subject]);
}

export function differs(
  table: MatrixTable,
  base: MatrixTable,
  row: RowId,
  action: RecordAction | TaskAction,
): boolean {
  return text(table[row]?.[action]) !== text(base[row]?.[action]);
}

/** Changed cells against the preset. */
export function changes(table: MatrixTable, base: MatrixTable): number {
  return ROW_IDS.reduce(
    (sum, row) => sum + ACTION_ORDER.filter((action) => differs(table, base, row, action)).length,
    0,
  );
}
