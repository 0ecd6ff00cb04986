/** Reads a matrix that was written by hand or exported; all mistakes are reported at once, each with its place. */
import type { RowId } from '../model/plan';
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

export class MatrixError extends Error {
  override name = 'MatrixError';
  constructor(readonly faults: readonly string[]) {
    super(`The matrix cannot be used. ${faults.join(' ')}`);
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

function parseCell(value: unknown, place: string, faults: string[]): TaskCell | null {
  const fields = value === 'open' || value === 'done' ? { state: value } : value;
  if (!isFields(fields)) {
    faults.push(`${place}: give "open", "done" or an object with "state", not ${shown(value)}.`);
    return null;
  }
  const { state, deadlineHours, workingHours, subject } = fields;
  if (state !== 'open' && state !== 'done') {
    faults.push(`${place}.state: give "open" or "done", not ${shown(state)}.`);
    return null;
  }
  const cell: TaskCell = { state };
  for (const key of Object.keys(fields)) {
    if (!CELL_KEYS.includes(key))
      faults.push(`${place}.${key}: unknown; a task has ${CELL_KEYS.join(', ')}.`);
  }
  if (deadlineHours !== undefined) {
    if (typeof deadlineHours === 'number' && deadlineHours >= 0 && deadlineHours <= MAX_DEADLINE_HOURS)
      cell.deadlineHours = deadlineHours;
    else
      faults.push(
        `${place}.deadlineHours: give hours from 0 to ${MAX_DEADLINE_HOURS}, not ${shown(deadlineHours)}.`,
      );
  }
  if (workingHours !== undefined) {
    if (typeof workingHours === 'boolean') cell.workingHours = workingHours;
    else faults.push(`${place}.workingHours: give true or false, not ${shown(workingHours)}.`);
  }
  if (subject !== undefined) {
    if (typeof subject === 'string') cell.subject = subject;
    else faults.push(`${place}.subject: give a text, not ${shown(subject)}.`);
  }
  return cell;
}

function parseRow(value: unknown, row: string, faults: string[]): MatrixRow {
  if (!isFields(value)) {
    faults.push(`${row}: give an object of actions, not ${shown(value)}.`);
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
      faults.push(`${place}: unknown action; known are ${[...RECORD_ACTIONS, ...TASK_ACTIONS].join(', ')}.`);
    } else if (cell === true) {
      actions[action] = true;
    } else {
      faults.push(`${place}: give true or leave it out, not ${shown(cell)}.`);
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
    throw new MatrixError([`Give an object of rows ${ROW_IDS.join(', ')}, not ${shown(value)}.`]);
  const faults: string[] = [];
  const table: MatrixTable = {};
  for (const [row, actions] of Object.entries(rows)) {
    if (isRowId(row)) table[row] = parseRow(actions, row, faults);
    else faults.push(`${row}: unknown row; known are ${ROW_IDS.join(', ')}.`);
  }
  if (faults.length > 0) throw new MatrixError(faults);
  return table;
}
