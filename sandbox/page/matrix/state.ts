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

const KEY = 'ringostat-page-matrix';
const fresh = (preset: PresetId): Edited => ({ preset, table: copyTable(presets[preset].rows) });

/** What the last visit left; the first preset when that is none or was written by something else. */
function firstTable(): Edited {
  try {
    const { preset, table } = readTableFile(JSON.parse(kept(KEY) ?? ''));
    if (preset !== null) return { preset, table };
  } catch {
    // Begun anew.
  }
  return fresh('hubspot');
}

export function useMatrix(): MatrixState {
  const [edited, write] = useState<Edited>(firstTable);
  useEffect(() => keep(KEY, writeTableFile(edited)), [edited]);
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
