import type { FieldMapping, MappingSource } from '../../core/attribution/types';
import type { AccountChoices } from '../editor/choices';
import { field, fillSelect, textField, textOf } from '../editor/select';
import { fieldTarget, readTarget, type Translate } from './editor-target';

const SOURCES: MappingSource['type'][] = ['variable', 'formField', 'constant'];

function sourceText(source: MappingSource): string {
  if (source.type === 'variable') return source.name;
  return source.type === 'formField' ? source.names.join(', ') : source.value;
}

function readSource(type: MappingSource['type'], text: string): MappingSource {
  if (type === 'variable') return { type, name: text };
  if (type === 'constant') return { type, value: text };
  return {
    type,
    names: text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  };
}

/** "Ringostat variable, form field or constant → CRM field", one row each; the fields are those of the CRM. */
export function mappingList(
  list: JQuery,
  stored: FieldMapping[],
  choices: AccountChoices,
  t: Translate,
  failed: (error: Error) => void,
): void {
  list.editableList<Partial<FieldMapping>>({
    addButton: t('button.addMapping'),
    removable: true,
    sortable: true,
    addItem: (item, _index, row) => {
      const source = $('<select class="ringostat-source">');
      const value = textField(row.source ? sourceText(row.source) : '').addClass('ringostat-value');
      const sources = SOURCES.map((one) => ({ value: one, label: t(`source.${one}`) }));
      fillSelect(source, sources, row.source?.type ?? 'variable');
      const placeholder = (): void => {
        value.attr('placeholder', t(`placeholder.${textOf(source)}`));
      };
      source.on('change', placeholder);
      const grid = $('<div class="ringostat-grid">').append(
        field(t('label.source'), source, 3),
        field(t('label.value'), value, 3),
        ...fieldTarget(row, choices, t, failed, [2, 4]),
      );
      item.append(grid);
      placeholder();
    },
  });
  list.editableList('addItems', stored);
}

export function readMapping(list: JQuery): FieldMapping[] {
  const rows: FieldMapping[] = [];
  list.editableList('items').each((_index, element) => {
    const item = $(element);
    const target = readTarget(item);
    const text = textOf(item.find('.ringostat-value'));
    if (target.field === '' || text === '') return;
    const type = textOf(item.find('.ringostat-source')) as MappingSource['type'];
    rows.push({ ...target, source: readSource(type, text) });
  });
  return rows;
}
