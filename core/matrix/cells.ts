/** The table as flat lists of values per row, as multi-selects of the editors store it. */
import type { RowId } from '../model/plan';
import type { Words } from '../model/said';
import { said } from '../text/said';
import { MatrixError } from './parse-table';
import {
  ACTION_ORDER,
  isRecordAction,
  isTaskAction,
  ROW_IDS,
  type MatrixRow,
  type MatrixTable,
  type TaskCell,
} from './types';

export type FlatTable = Partial<Record<RowId, string[]>>;

/** Returns for each row of the table its values, e.g. `contact`, `taskResponsible.open`, in column order. */
export function cellsFromTable(table: MatrixTable): FlatTable {
  const flat: FlatTable = {};
  for (const row of ROW_IDS) {
    const actions = table[row];
    if (!actions) continue;
    flat[row] = ACTION_ORDER.flatMap((action) => {
      const cell = actions[action];
      return cell === undefined ? [] : [cell === true ? action : `${action}.${cell.state}`];
    });
  }
  return flat;
}

function readRow(row: string, values: readonly string[], base: MatrixRow, faults: Words[]): MatrixRow {
  const actions: MatrixRow = {};
  for (const value of values) {
    const [action = '', state, more] = value.split('.');
    if (isRecordAction(action) && state === undefined) {
      actions[action] = true;
    } else if (isTaskAction(action) && more === undefined && (state === 'open' || state === 'done')) {
      const given: TaskCell | undefined = actions[action];
      if (given && given.state !== state) faults.push(said('matrix.openAndDone', { row, action }));
      actions[action] = { ...base[action], state };
    } else {
      faults.push(said('matrix.noAction', { row, value }));
    }
  }
  return actions;
}

/**
 * Takes values per row, and the table whose deadlines and subjects the tasks keep (a preset, or empty). Returns the
 * table; a row without values is empty. Throws MatrixError that lists every fault.
 */
export function tableFromCells(flat: FlatTable, base: MatrixTable = {}): MatrixTable {
  const faults: Words[] = [];
  const table: MatrixTable = {};
  for (const row of Object.keys(flat)) {
    if (!(ROW_IDS as readonly string[]).includes(row))
      faults.push(said('matrix.unknownRow', { row, known: ROW_IDS }));
  }
  for (const row of ROW_IDS) {
    const values = flat[row];
    if (values) table[row] = readRow(row, values, base[row] ?? {}, faults);
  }
  if (faults.length > 0) throw new MatrixError(faults);
  return table;
}
