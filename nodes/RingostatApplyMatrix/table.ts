import type { IExecuteFunctions } from 'n8n-workflow';
import {
  LEAST_TALK,
  presets,
  readAnalysisOptions,
  ROW_IDS,
  tableFromCells,
  tableFromJson,
  TASK_ACTIONS,
  type FlatTable,
  type MatrixOptions,
  type MatrixTable,
  type PresetId,
  type RowId,
  type TaskAction,
} from '../shared/product';
import { rowParameter } from './row-properties';

interface TaskSetting {
  rows?: RowId[];
  task: TaskAction | 'any';
  deadlineHours?: number;
  workingHours?: boolean;
  subject?: string;
}
interface Options {
  badMoods?: string;
  closeMissedAfter?: number;
  contactsFor?: MatrixOptions['contactsFor'];
  keepReasons?: boolean;
  linkFoundCompany?: boolean;
  maxActionTasks?: number;
  mergeDoneTask?: boolean;
  scoreLimit?: number;
  workingDays?: number[];
  workingFrom?: string;
  workingTo?: string;
}
export interface Matrix {
  preset: PresetId;
  table: MatrixTable;
  options: MatrixOptions;
  keepReasons: boolean;
}

/** Settings further down the list win over those above. */
function withTaskSettings(table: MatrixTable, settings: TaskSetting[]): MatrixTable {
  const changed: MatrixTable = { ...table };
  for (const { rows = [], task, deadlineHours, workingHours, subject } of settings) {
    for (const id of rows.length > 0 ? rows : ROW_IDS) {
      for (const action of task === 'any' ? TASK_ACTIONS : [task]) {
        const cell = changed[id]?.[action];
        if (!cell) continue;
        const own = { deadlineHours, workingHours, ...(subject ? { subject } : {}) };
        changed[id] = { ...changed[id], [action]: { ...cell, ...own } };
      }
    }
  }
  return changed;
}

const usesWorkingHours = (table: MatrixTable): boolean =>
  ROW_IDS.some((id) => TASK_ACTIONS.some((action) => table[id]?.[action]?.workingHours));

/** The table and options the node's fields speak of. Throws MatrixError or SetUpError when they cannot be used. */
export function readMatrix(context: IExecuteFunctions, itemIndex: number): Matrix {
  const read = <T>(name: string, fallback?: T): T => context.getNodeParameter(name, itemIndex, fallback) as T;
  const chosen = read<PresetId | 'file'>('preset');
  const file = chosen === 'file' ? tableFromJson(read<unknown>('table')) : null;
  const preset = chosen === 'file' ? (file?.preset ?? 'empty') : chosen;
  const ticks = (): FlatTable =>
    Object.fromEntries(ROW_IDS.map((row) => [row, read<string[]>(rowParameter(preset, row), [])]));
  const settings = (): TaskSetting[] => read<{ settings?: TaskSetting[] }>('taskSettings', {}).settings ?? [];
  const table = file?.table ?? withTaskSettings(tableFromCells(ticks(), presets[preset].rows), settings());
  const options = read<Options>('options', {});
  const { workingDays = [1, 2, 3, 4, 5], workingFrom = '09:00', workingTo = '18:00' } = options;
  return {
    preset,
    table,
    keepReasons: options.keepReasons ?? true,
    options: {
      language: read<MatrixOptions['language']>('language'),
      distribute: read<boolean>('distribute'),
      mergeDoneTask: options.mergeDoneTask ?? false,
      contactsFor: options.contactsFor ?? [],
      workingHours: usesWorkingHours(table) ? { days: workingDays, from: workingFrom, to: workingTo } : null,
      names: {},
      analysis: readAnalysisOptions(options),
      linkFoundCompany: options.linkFoundCompany ?? false,
      closeMissedAfter: options.closeMissedAfter ?? LEAST_TALK,
    },
  };
}
