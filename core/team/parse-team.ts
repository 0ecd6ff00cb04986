/** Reads the team table from the node's own table, a spreadsheet, or JSON of the input. */
import columns from './columns.json';
import { checkTeam } from './check-team';
import { HOME_COUNTRY } from '../phone/home';
import type { Words } from '../model/said';
import { said, sentences } from '../text/said';
import { TeamError } from './team-error';
import type { Employee, Team } from '../model/team';

type Column = keyof typeof columns;
type Row = Partial<Record<Column, unknown>>;

const YES = new Set(['true', '1', 'yes', 'y', 'on', '+', 'так', 'да']);
const NO = new Set(['false', '0', 'no', 'n', 'off', '-', 'ні', 'нет']);
/** Numbers contain spaces and dashes, so only these part a list in one cell. */
const LIST = /[,;|\n]/;

const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const COLUMN_OF = new Map(
  (Object.keys(columns) as Column[]).flatMap((column) =>
    columns[column].map((alias) => [fold(alias), column]),
  ),
);

function textOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).trim() || null;
}
function listOf(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(LIST)
      : [value];
  return items.map(textOf).filter((text): text is string => text !== null);
}

/** Rows of an array, of `{ employees: [...] }`, or of either as JSON text. */
function rowsOf(input: unknown): unknown[] {
  let value = input;
  if (typeof value === 'string') {
    try {
      value = value.trim() === '' ? [] : (JSON.parse(value) as unknown);
    } catch {
      throw new TeamError(said('team.noJson'));
    }
  }
  if (typeof value === 'object' && value !== null && 'employees' in value) value = value.employees;
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new TeamError(said('team.noList'));
}

function cellsOf(row: object): Row {
  const cells: Row = {};
  for (const [name, value] of Object.entries(row)) {
    const column = COLUMN_OF.get(fold(name)) as Column | undefined;
    if (column && cells[column] === undefined) cells[column] = value;
  }
  return cells;
}

function parseRow(row: unknown, number: number, faults: Words[]): Employee | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    faults.push(said('team.noEmployee', { row: number }));
    return null;
  }
  const cells = cellsOf(row);
  const email = textOf(cells.email);
  const id = textOf(cells.id) ?? email?.toLowerCase() ?? null;
  if (id === null) {
    faults.push(said('team.noId', { row: number }));
    return null;
  }
  const flag = (column: 'active' | 'distributeMissed', empty: boolean): boolean => {
    const value = cells[column];
    const text = typeof value === 'boolean' ? String(value) : textOf(value)?.toLowerCase();
    if (text === undefined) return empty;
    if (!YES.has(text) && !NO.has(text)) faults.push(said('team.flag', { row: number, column, value: text }));
    return YES.has(text);
  };
  return {
    id,
    name: textOf(cells.name) ?? email ?? id,
    email,
    extension: textOf(cells.extension),
    main: listOf(cells.main),
    additional: listOf(cells.additional),
    crmUserId: textOf(cells.crmUserId),
    active: flag('active', true),
    distributeMissed: flag('distributeMissed', false),
    substitute: textOf(cells.substitute),
  };
}

/**
 * Takes the rows (array, `{ employees }` or JSON text; column names in any usual spelling, lists in one cell parted
 * by comma), the senior's CRM user id and the ISO country of local numbers. Returns the team.
 * Throws TeamError naming every row that cannot be read or makes recognition ambiguous; what is only unwise is told
 * by checkTeam and stops nothing, because a stopped team loses calls.
 */
export function parseTeam(rows: unknown, senior: string | null = null, country: string = HOME_COUNTRY): Team {
  const faults: Words[] = [];
  const employees = rowsOf(rows)
    .map((row, index) => parseRow(row, index + 1, faults))
    .filter((employee): employee is Employee => employee !== null);
  const team: Team = { employees, senior: textOf(senior) };
  for (const finding of checkTeam(team, country)) if (finding.level === 'error') faults.push(finding.message);
  if (faults.length > 0) throw new TeamError(said('team.correct', { faults: sentences(faults) }));
  return team;
}
