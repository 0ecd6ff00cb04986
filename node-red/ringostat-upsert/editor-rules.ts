import type { PipelineRule } from '../../core/attribution/types';
import type { AccountChoices } from '../editor/choices';
import { dependentStages } from '../editor/pipeline';
import { field, fillSelect, textField, textOf } from '../editor/select';
import type { Translate } from './editor-target';

const OPERATORS: PipelineRule['operator'][] = ['equals', 'contains', 'matches'];

/** "If the variable equals, contains or matches a value, then this pipeline and stage"; the first that fits wins. */
export function ruleList(
  list: JQuery,
  stored: PipelineRule[],
  choices: AccountChoices,
  t: Translate,
  failed: (error: Error) => void,
): void {
  list.editableList<Partial<PipelineRule>>({
    addButton: t('button.addRule'),
    removable: true,
    sortable: true,
    addItem: (item, _index, row) => {
      const operator = $('<select class="ringostat-operator">');
      const labels = OPERATORS.map((value) => ({ value, label: t(`operator.${value}`) }));
      fillSelect(operator, labels, row.operator ?? 'equals');
      const pipeline = $('<select class="ringostat-pipeline">');
      const stage = $('<select class="ringostat-stage">');
      const grid = $('<div class="ringostat-grid">').append(
        field(t('label.if'), textField(row.variable ?? '', 'pool_name').addClass('ringostat-variable'), 2),
        field('\u00a0', operator, 2),
        field(t('label.value'), textField(row.value ?? '').addClass('ringostat-value'), 2),
        field(t('label.pipeline'), pipeline, 3),
        field(t('label.stage'), stage, 3),
      );
      item.append(grid);
      const chosen = { pipeline: row.pipeline ?? '', stage: row.stage ?? '' };
      dependentStages(choices, pipeline, stage, chosen, t('label.choose')).catch(failed);
    },
  });
  list.editableList('addItems', stored);
}

export function readRules(list: JQuery): PipelineRule[] {
  const rows: PipelineRule[] = [];
  list.editableList('items').each((_index, element) => {
    const read = (name: string): string => textOf($(element).find(`.ringostat-${name}`));
    const variable = read('variable');
    if (variable === '') return;
    rows.push({
      variable,
      operator: read('operator') as PipelineRule['operator'],
      value: read('value'),
      pipeline: read('pipeline'),
      stage: read('stage'),
    });
  });
  return rows;
}
