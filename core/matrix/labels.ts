/** Labels of rows and actions for the editors, in the three languages. */
import type { Language, RowId } from '../model/plan';
import { say } from '../text/text';
import { ACTION_ORDER, isTaskAction, ROW_IDS, type RecordAction, type TaskAction } from './types';

/** When the row holds, e.g. "After a missed incoming call". */
export function rowLabel(row: RowId, language: Language): string {
  return say(language, `row.${row}`);
}

/** What the action does, e.g. "Create contact". */
export function actionLabel(action: RecordAction | TaskAction, language: Language): string {
  return say(language, `action.${action}`);
}

export interface TableLabels {
  rows: { id: RowId; label: string }[];
  /** `values` are those of cellsFromTable: one, or an open and a done one for tasks. */
  actions: {
    id: RecordAction | TaskAction;
    label: string;
    task: boolean;
    values: { value: string; label: string }[];
  }[];
}

/** Everything a tick table needs to draw its head and its first column. */
export function tableLabels(language: Language): TableLabels {
  return {
    rows: ROW_IDS.map((id) => ({ id, label: rowLabel(id, language) })),
    actions: ACTION_ORDER.map((id) => {
      const task = isTaskAction(id);
      const label = actionLabel(id, language);
      const states = ['open', 'done'] as const;
      const values = task
        ? states.map((state) => ({
            value: `${id}.${state}`,
            label: `${label} (${say(language, `state.${state}`)})`,
          }))
        : [{ value: id, label }];
      return { id, label, task, values };
    }),
  };
}
