/** Describes a matrix in sentences, one per row. */
import type { Language, RowId } from '../model/plan';
import { say } from '../text/text';
import { rowLabel } from './labels';
import { isEmptyRow, rowFacts } from './rows';
import { ACTION_ORDER, DEFAULT_DEADLINE_HOURS, ROW_IDS, type MatrixRow, type MatrixTable } from './types';

/** What a row does, as phrases in the order they are carried out; empty when nothing is ticked. */
function phrases(actions: MatrixRow, language: Language): string[] {
  if (actions.attributionOnly) return [say(language, 'explain.attributionOnly')];
  return ACTION_ORDER.flatMap((action) => {
    const cell = actions[action];
    if (cell === undefined || action === 'attributionOnly') return [];
    if (action === 'taskSenior' || action === 'taskManager' || action === 'taskResponsible') {
      const task = actions[action];
      if (!task) return [];
      const hours = task.deadlineHours ?? DEFAULT_DEADLINE_HOURS;
      const working = task.workingHours ? say(language, 'explain.working') : '';
      return [say(language, `explain.${action}.${task.state}`, { hours, working })];
    }
    return [say(language, `explain.${action}`)];
  });
}

function rowActions(table: MatrixTable, row: RowId, language: Language): string {
  const { fallback } = rowFacts[row];
  if (fallback && isEmptyRow(table[row])) return say(language, 'explain.fallback', { other: fallback });
  return phrases(table[row] ?? {}, language).join('; ') || say(language, 'explain.nothing');
}

/** Returns one sentence for every row R1…R11n, in their order. */
export function explainTable(table: MatrixTable, language: Language): string[] {
  return ROW_IDS.map((row) =>
    say(language, 'explain.row', {
      row,
      when: rowLabel(row, language),
      actions: rowActions(table, row, language),
    }),
  );
}
