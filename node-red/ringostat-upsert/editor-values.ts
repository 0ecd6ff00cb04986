import { fieldChoices, userChoices, type AccountChoices } from '../editor/choices';
import { field, fillSelect, textOf } from '../editor/select';
import type { Translate } from './editor-target';
import type { FieldValue, Operation, Resource, UpsertSettings, ValueField } from './types';

/** Fields of which an empty one means something. */
const HINTED: ValueField[] = ['dueAt', 'startedAt', 'key'];
const TYPES: ('msg' | 'str' | 'jsonata')[] = ['msg', 'str', 'jsonata'];

/** Which values an operation by hand takes, in the order of the dialog. */
export function valuesOf(resource: Resource, operation: Operation): ValueField[] {
  if (operation === 'get') return resource === 'deal' ? ['recordId'] : ['recordId', 'phone'];
  if (operation === 'create') return ['subject', 'body', 'dueAt', 'ownerId', 'contactId', 'dealId', 'key'];
  if (operation === 'log') {
    return [
      'phone',
      'subject',
      'body',
      'startedAt',
      'talk',
      'recording',
      'ownerId',
      'contactId',
      'dealId',
      'key',
    ];
  }
  if (operation === 'complete') return ['recordId', 'body'];
  if (operation === 'reassign') return ['recordId', 'ownerId', 'body'];
  if (operation !== 'upsert') return [];
  if (resource === 'contact') return ['recordName', 'phone', 'email', 'ownerId'];
  return ['recordName', 'phone', 'ownerId', 'contactId'];
}

/** One TypedInput per value; the owner is offered from the CRM's users. */
export class ValueFields {
  private readonly inputs = new Map<ValueField, JQuery>();
  constructor(
    private readonly place: JQuery,
    private readonly stored: UpsertSettings['values'],
    private readonly t: Translate,
  ) {}

  show(names: ValueField[], choices: AccountChoices): void {
    this.keep();
    this.inputs.clear();
    this.place.empty();
    for (const name of names) {
      const input = $('<input type="text">')
        .attr('id', `ringostat-value-${name}`)
        .attr('placeholder', HINTED.includes(name) ? this.t(`valueHint.${name}`) : '')
        .css('width', '70%');
      const label = $('<label>')
        .attr('for', `ringostat-value-${name}`)
        .text(this.t(`value.${name}`));
      this.place.append($('<div class="form-row">').append(label, ' ', input));
      const { value, type } = this.stored[name] ?? { value: '', type: name === 'ownerId' ? 'owner' : 'str' };
      input.typedInput({ types: TYPES });
      input.typedInput('type', type === 'owner' ? 'str' : type);
      input.typedInput('value', value);
      this.inputs.set(name, input);
      if (name === 'ownerId') this.offerOwners(input, choices, { value, type });
    }
  }

  private offerOwners(input: JQuery, choices: AccountChoices, stored: { value: string; type: string }): void {
    choices.users().then(
      (users) => {
        // Another operation was chosen, or the dialog was closed, while the CRM was asked.
        if (input.closest('body').length === 0) return;
        const options = userChoices(users).map(({ value, label }) => ({ value, label }));
        const owner = { value: 'owner', label: this.t('label.user'), icon: 'fa fa-user', options };
        input.typedInput('types', [owner, 'str', 'msg', 'jsonata']);
        input.typedInput('type', stored.type);
        input.typedInput('value', stored.value);
      },
      () => undefined,
    );
  }

  /** Remembers what is typed, so that going through the operations loses nothing. */
  keep(): void {
    for (const [name, input] of this.inputs) {
      this.stored[name] = {
        value: String(input.typedInput('value')),
        type: String(input.typedInput('type')),
      };
    }
  }
  read(): UpsertSettings['values'] {
    this.keep();
    return this.stored;
  }
}

/** Fields of the record beside the named ones: CRM field ← value. */
export function fieldList(
  list: JQuery,
  stored: FieldValue[],
  choices: AccountChoices,
  entity: () => string,
  t: Translate,
): void {
  list.editableList<Partial<FieldValue>>({
    addButton: t('button.addField'),
    removable: true,
    sortable: true,
    addItem: (item, _index, row) => {
      const target = $('<select class="ringostat-target">');
      const value = $('<input type="text" class="ringostat-value">').css('width', '100%');
      item.append(
        $('<div class="ringostat-grid">').append(
          field(t('label.field'), target, 3),
          field(t('label.value'), value, 3),
        ),
      );
      value.typedInput({ types: TYPES });
      value.typedInput('type', row.type ?? 'str');
      value.typedInput('value', row.value ?? '');
      fillSelect(target, [], row.field ?? '', t('label.choose'));
      choices.fields(entity()).then(
        (fields) => fillSelect(target, fieldChoices(fields), textOf(target), t('label.choose')),
        () => undefined,
      );
    },
  });
  list.editableList('addItems', stored);
}

export function readFields(list: JQuery): FieldValue[] {
  const rows: FieldValue[] = [];
  list.editableList('items').each((_index, element) => {
    const target = textOf($(element).find('.ringostat-target'));
    const value = $(element).find('.ringostat-value');
    const read = { value: String(value.typedInput('value')), type: String(value.typedInput('type')) };
    if (target !== '') rows.push({ field: target, ...read });
  });
  return rows;
}
