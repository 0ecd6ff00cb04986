/** The table on the page, where it began, and what changes it. Kept in the browser between visits. */
import { useEffect, useState } from 'preact/hooks';
import { copyTable, setRecord, setTask } from '../../../core/matrix/edit';
import { presets } from '../../../core/matrix/presets';
import { readTableFile, writeTableFile } from '../../../core/matrix/table-file';
import type { MatrixTable, PresetId, RecordAction, TaskAction, TaskCell } from '../../../core/matrix/types';
import type { RowId } from '../../../core/model/plan';
import { keep, kept } from '../shared/kept';

export interface Edited {
  preset: PresetId;
  table: MatrixTable;
}
export interface MatrixState extends Edited {
  /** The preset's own table. */
  base: MatrixTable;
  begin(preset: PresetId): void;
  write(edited: Edited): void;
  tick(row: RowId, action: RecordAction, on: boolean): void;
  setTask(row: RowId, action: TaskAction, cell: TaskCell | null): void;
}

const keyOf = (first: PresetId): string => `ringostat-page-matrix-${first}`;
const fresh = (preset: PresetId): Edited => ({ preset, table: copyTable(presets[preset].rows) });

/** What the last visit left; `first` when that is none or was written by something else. */
function firstTable(first: PresetId): Edited {
  try {
    const { preset, table } = readTableFile(JSON.parse(kept(keyOf(first)) ?? ''));
    if (preset !== null) return { preset, table };
  } catch {
    // Begun anew.
  }
  return fresh(first);
}

/** `first`: the preset of a first visit; each has a table of its own in the browser. */
export function useMatrix(first: PresetId): MatrixState {
  const [edited, write] = useState<Edited>(() => firstTable(first));
  useEffect(() => keep(keyOf(first), writeTableFile(edited)), [edited]);
  const change = (how: (table: MatrixTable) => void): void =>
    write(({ preset, table }) => {
      const next = copyTable(table);
      how(next);
      return { preset, table: next };
    });
  return {
    ...edited,
    base: presets[edited.preset].rows,
    begin: (preset) => write(fresh(preset)),
    write,
    tick: (row, action, on) => change((table) => setRecord(table, row, action, on)),
    setTask: (row, action, cell) => change((table) => setTask(table, row, action, cell)),
  };
}
