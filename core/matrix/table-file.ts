/**
 * A table as a file: the same JSON in both hosts and on the page of the matrix. It names the preset it began from, because a
 * CRM's habits (a call record that is itself a task, names of companies) belong to the preset and not to the ticks.
 */
import { said } from '../text/said';
import { MatrixError, parseTable } from './parse-table';
import { PRESET_IDS } from './presets';
import type { MatrixTable, PresetId } from './types';

export interface TableFile {
  /** Null: the file names none; it is read as made from the empty table. */
  preset: PresetId | null;
  table: MatrixTable;
}

const isPreset = (value: unknown): value is PresetId => PRESET_IDS.some((id) => id === value);

/** Takes the JSON as an object: bare rows, or rows with their preset. Throws MatrixError that lists every fault. */
export function readTableFile(value: unknown): TableFile {
  const table = parseTable(value);
  const named =
    typeof value === 'object' && value !== null && 'rows' in value && 'preset' in value ? value.preset : null;
  if (named === null) return { preset: null, table };
  if (!isPreset(named))
    throw new MatrixError([
      said('matrix.noPreset', { given: JSON.stringify(named) ?? String(named), known: PRESET_IDS }),
    ]);
  return { preset: named, table };
}

/** The text of a file: rows with their preset, or bare rows where there is none. */
export function writeTableFile({ preset, table }: TableFile): string {
  return JSON.stringify(preset === null ? table : { preset, rows: table }, null, 2);
}
