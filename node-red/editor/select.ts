export interface Choice {
  value: string;
  label: string;
}

/** Fills a select; a stored value that is not among the choices stays, so that opening a dialog never changes a flow. */
export function fillSelect(select: JQuery, choices: Choice[], value: string, none?: string): void {
  select.empty();
  if (none !== undefined) $('<option>').val('').text(none).appendTo(select);
  for (const choice of choices) $('<option>').val(choice.value).text(choice.label).appendTo(select);
  if (value !== '' && !choices.some((choice) => choice.value === value)) {
    $('<option>').val(value).text(value).appendTo(select);
  }
  select.val(value);
}

export function textOf(input: JQuery): string {
  const value = input.val();
  return typeof value === 'string' ? value.trim() : '';
}

export function ticked(input: JQuery): boolean {
  return input.prop('checked') === true;
}

/** A tick with its words, for lists built by script. */
export function tick(label: string, checked: boolean): { row: JQuery; input: JQuery } {
  const input = $('<input type="checkbox">').prop('checked', checked);
  const row = $('<label class="ringostat-tick">').append(input, $('<span>').text(label));
  return { row, input };
}

/** A small field with its name above, for rows of an editableList. */
export function field(label: string, input: JQuery, span = 1): JQuery {
  const name = $('<span>').text(label);
  return $('<label class="ringostat-field">').css('grid-column', `span ${span}`).append(name, input);
}
export function textField(value: string | null, placeholder = ''): JQuery {
  return $('<input type="text">')
    .val(value ?? '')
    .attr('placeholder', placeholder);
}
