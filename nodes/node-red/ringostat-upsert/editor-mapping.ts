import type { FieldMapping, MappingSource } from '../../../core/attribution/types';
import { fieldChoices, type AccountChoices } from '../editor/choices';
import { field, fillSelect, textField, textOf, type Choice } from '../editor/select';

export type Translate = (key: string) => string;
const ENTITIES: FieldMapping['entity'][] = ['contact', 'company', 'lead', 'deal', 'callRecord', 'task'];
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
      const entity = $('<select class="ringostat-entity">');
      const source = $('<select class="ringostat-source">');
      const target = $('<select class="ringostat-target">');
      const value = textField(row.source ? sourceText(row.source) : '').addClass('ringostat-value');
      const asChoices = (values: readonly string[], group: string): Choice[] =>
        values.map((one) => ({ value: one, label: t(`${group}.${one}`) }));
      fillSelect(entity, asChoices(ENTITIES, 'mapped'), row.entity ?? 'contact');
      fillSelect(source, asChoices(SOURCES, 'source'), row.source?.type ?? 'variable');
      const placeholder = (): void => {
        value.attr('placeholder', t(`placeholder.${textOf(source)}`));
      };
      const load = (keep: string): void => {
        fillSelect(target, [], keep, t('label.choose'));
        const asked = textOf(entity);
        choices.fields(asked).then((fields) => {
          if (textOf(entity) === asked) fillSelect(target, fieldChoices(fields), keep, t('label.choose'));
        }, failed);
      };
      source.on('change', placeholder);
      entity.on('change', () => load(''));
      const grid = $('<div class="ringostat-grid">').append(
        field(t('label.source'), source, 3),
        field(t('label.value'), value, 3),
        field(t('label.entity'), entity, 2),
        field(t('label.field'), target, 4),
      );
      item.append(grid);
      placeholder();
      load(row.field ?? '');
    },
  });
  list.editableList('addItems', stored);
}

export function readMapping(list: JQuery): FieldMapping[] {
  const rows: FieldMapping[] = [];
  list.editableList('items').each((_index, element) => {
    const item = $(element);
    const target = textOf(item.find('.ringostat-target'));
    const text = textOf(item.find('.ringostat-value'));
    if (target === '' || text === '') return;
    const type = textOf(item.find('.ringostat-source')) as MappingSource['type'];
    const entity = textOf(item.find('.ringostat-entity')) as FieldMapping['entity'];
    rows.push({ entity, field: target, source: readSource(type, text) });
  });
  return rows;
}
