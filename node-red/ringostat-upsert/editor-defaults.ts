import type { FieldDefault } from '../../core/attribution/types';
import type { AccountChoices } from '../editor/choices';
import { field, textField, textOf } from '../editor/select';
import { fieldTarget, readTarget, type Translate } from './editor-target';

/** "When the CRM demands this field and nothing fills it, this value", one row each. */
export function defaultList(
  list: JQuery,
  stored: FieldDefault[],
  choices: AccountChoices,
  t: Translate,
  failed: (error: Error) => void,
): void {
  list.editableList<Partial<FieldDefault>>({
    addButton: t('button.addDefault'),
    removable: true,
    addItem: (item, _index, row) => {
      const value = textField(row.value ?? '').addClass('ringostat-value');
      const grid = $('<div class="ringostat-grid">').append(
        ...fieldTarget(row, choices, t, failed, [3, 5]),
        field(t('label.value'), value, 4),
      );
      item.append(grid);
    },
  });
  list.editableList('addItems', stored);
}

export function readDefaults(list: JQuery): FieldDefault[] {
  const rows: FieldDefault[] = [];
  list.editableList('items').each((_index, element) => {
    const target = readTarget($(element));
    const value = textOf($(element).find('.ringostat-value'));
    if (target.field !== '' && value !== '') rows.push({ ...target, value });
  });
  return rows;
}
