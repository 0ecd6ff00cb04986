/** Reads a matrix that was written by hand or exported; all mistakes are reported at once, each with its place. */
import type { RowId } from '../model/plan';
import type { Words } from '../model/said';
import { said, sentences, toText } from '../text/said';
import { WordedError } from '../text/worded-error';
import {
  isRecordAction,
  isTaskAction,
  RECORD_ACTIONS,
  ROW_IDS,
  TASK_ACTIONS,
  type MatrixRow,
  type MatrixTable,
  type TaskCell,
} from './types';

export class MatrixError extends WordedError {
  override name = 'MatrixError';
  /** One sentence per fault, in English. */
  readonly faults: readonly string[];
  constructor(faults: readonly Words[]) {
    super(said('matrix.correct', { faults: sentences(faults) }));
    this.faults = faults.map((fault) => toText(fault));
  }
}

/** A year; a longer deadline is a slip of the pen. */
export const MAX_DEADLINE_HOURS = 8760;
const CELL_KEYS = ['state', 'deadlineHours', 'workingHours', 'subject'];

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRowId = (text: string): text is RowId => (ROW_IDS as readonly string[]).includes(text);
const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

function parseCell(value: unknown, place: string, faults: Words[]): TaskCell | null {
  const fields = value === 'open' || value === 'done' ? { state: value } : value;
  if (!isFields(fields)) {
    faults.push(said('matrix.noTask', { place, given: shown(value) }));
    return null;
  }
  const { state, deadlineHours, workingHours, subject } = fields;
  if (state !== 'open' && state !== 'done') {
    faults.push(said('matrix.noState', { place: `${place}.state`, given: shown(state) }));
    return null;
  }
  const cell: TaskCell = { state };
  for (const key of Object.keys(fields)) {
    if (!CELL_KEYS.includes(key))
      faults.push(said('matrix.unknownKey', { place: `${place}.${key}`, known: CELL_KEYS }));
  }
  if (deadlineHours !== undefined) {
    if (typeof deadlineHours === 'number' && deadlineHours >= 0 && deadlineHours <= MAX_DEADLINE_HOURS)
      cell.deadlineHours = deadlineHours;
    else
      faults.push(
        said('matrix.noHours', {
          place: `${place}.deadlineHours`,
          max: MAX_DEADLINE_HOURS,
          given: shown(deadlineHours),
        }),
      );
  }
  if (workingHours !== undefined) {
    if (typeof workingHours === 'boolean') cell.workingHours = workingHours;
    else faults.push(said('matrix.noFlag', { place: `${place}.workingHours`, given: shown(workingHours) }));
  }
  if (subject !== undefined) {
    if (typeof subject === 'string') cell.subject = subject;
    else faults.push(said('matrix.noText', { place: `${place}.subject`, given: shown(subject) }));
  }
  return cell;
}

function parseRow(value: unknown, row: string, faults: Words[]): MatrixRow {
  if (!isFields(value)) {
    faults.push(said('matrix.noActions', { place: row, given: shown(value) }));
    return {};
  }
  const actions: MatrixRow = {};
  for (const [action, cell] of Object.entries(value)) {
    const place = `${row}.${action}`;
    if (cell === false || cell === null) continue;
    if (isTaskAction(action)) {
      const parsed = parseCell(cell, place, faults);
      if (parsed) actions[action] = parsed;
    } else if (!isRecordAction(action)) {
      faults.push(said('matrix.unknownAction', { place, known: [...RECORD_ACTIONS, ...TASK_ACTIONS] }));
    } else if (cell === true) {
      actions[action] = true;
    } else {
      faults.push(said('matrix.notTrue', { place, given: shown(cell) }));
    }
  }
  return actions;
}

/**
 * Takes a table (`{"R3": {"contact": true, "taskResponsible": "open"}}`), or an object that holds one under `rows`
 * as preset files do. Returns the table; throws MatrixError that lists every fault.
 */
export function parseTable(value: unknown): MatrixTable {
  const rows = isFields(value) && isFields(value['rows']) ? value['rows'] : value;
  if (!isFields(rows))
    throw new MatrixError([said('matrix.noRows', { known: ROW_IDS, given: shown(value) })]);
  const faults: Words[] = [];
  const table: MatrixTable = {};
  for (const [row, actions] of Object.entries(rows)) {
    if (isRowId(row)) table[row] = parseRow(actions, row, faults);
    else faults.push(said('matrix.unknownRow', { row, known: ROW_IDS }));
  }
  if (faults.length > 0) throw new MatrixError(faults);
  return table;
}
