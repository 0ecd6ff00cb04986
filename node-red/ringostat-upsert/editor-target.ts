import type { FieldMapping } from '../../core/attribution/types';
import { fieldChoices, type AccountChoices } from '../editor/choices';
import { field, fillSelect, textOf } from '../editor/select';

export type Translate = (key: string) => string;
type Target = Pick<FieldMapping, 'entity' | 'field'>;
const ENTITIES: FieldMapping['entity'][] = ['contact', 'company', 'lead', 'deal', 'callRecord', 'task'];

/** Which record and which of its fields, the latter from the CRM; `columns`: widths of the two, of twelve. */
export function fieldTarget(
  row: Partial<Target>,
  choices: AccountChoices,
  t: Translate,
  failed: (error: Error) => void,
  [first, second]: [number, number],
): [JQuery, JQuery] {
  const entity = $('<select class="ringostat-entity">');
  const target = $('<select class="ringostat-target">');
  const offered = ENTITIES.map((value) => ({ value, label: t(`mapped.${value}`) }));
  fillSelect(entity, offered, row.entity ?? 'contact');
  const load = (keep: string): void => {
    fillSelect(target, [], keep, t('label.choose'));
    const asked = textOf(entity);
    choices.fields(asked).then((fields) => {
      if (textOf(entity) === asked) fillSelect(target, fieldChoices(fields), keep, t('label.choose'));
    }, failed);
  };
  entity.on('change', () => load(''));
  load(row.field ?? '');
  return [field(t('label.entity'), entity, first), field(t('label.field'), target, second)];
}

export function readTarget(item: JQuery): Target {
  return {
    entity: textOf(item.find('.ringostat-entity')) as Target['entity'],
    field: textOf(item.find('.ringostat-target')),
  };
}
