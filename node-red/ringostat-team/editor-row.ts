import type { CrmUser } from '../../core/crm/port';
import type { Employee } from '../../core/model/team';
import { userChoices } from '../editor/choices';
import { field, fillSelect, textField, textOf, tick, ticked } from '../editor/select';

/** One employee of the list: what is stored and the fields that show it. */
export interface EmployeeRow {
  stored: Employee;
  element: JQuery;
  name: JQuery;
  email: JQuery;
  extension: JQuery;
  main: JQuery;
  additional: JQuery;
  crmUser: JQuery;
  active: JQuery;
  distribute: JQuery;
  substitute: JQuery;
}

const list = (text: string): string[] =>
  text
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

export function employeeRow(stored: Employee, t: (key: string) => string): EmployeeRow {
  const active = tick(t('label.active'), stored.active);
  const distribute = tick(t('label.distribute'), stored.distributeMissed);
  const row: EmployeeRow = {
    stored,
    element: $('<div class="ringostat-grid ringostat-employee">'),
    name: textField(stored.name),
    email: textField(stored.email),
    extension: textField(stored.extension),
    main: textField(stored.main.join(', '), '+380671112233, login@sip.example.com'),
    additional: textField(stored.additional.join(', ')),
    crmUser: $('<select>'),
    active: active.input,
    distribute: distribute.input,
    substitute: $('<select>'),
  };
  row.element.append(
    field(t('label.employee'), row.name, 2),
    field(t('label.email'), row.email, 2),
    field(t('label.extension'), row.extension, 1),
    $('<div style="align-self: end">').append(active.row),
    field(t('label.main'), row.main, 3),
    field(t('label.additional'), row.additional, 3),
    field(t('label.crmUser'), row.crmUser, 2),
    field(t('label.substitute'), row.substitute, 2),
    $('<div style="align-self: end; grid-column: span 2">').append(distribute.row),
  );
  return row;
}

/** Puts the CRM's users and the other employees into the row's drop-downs; the choice stays. */
export function refreshRow(row: EmployeeRow, users: CrmUser[], employees: Employee[], nobody: string): void {
  fillSelect(row.crmUser, userChoices(users), textOf(row.crmUser) || (row.stored.crmUserId ?? ''), nobody);
  const others = employees.filter(({ id }) => id !== '' && id !== row.stored.id);
  const choices = others.map(({ id, name }) => ({ value: id, label: name }));
  fillSelect(row.substitute, choices, textOf(row.substitute) || (row.stored.substitute ?? ''), nobody);
}

export function readEmployee(row: EmployeeRow): Employee {
  const name = textOf(row.name);
  const email = textOf(row.email);
  return {
    // An employee typed by hand has no id of Ringostat: his e-mail or name stands in, so that others can point at him.
    id: row.stored.id || email || name,
    name,
    email: email || null,
    extension: textOf(row.extension) || null,
    main: list(textOf(row.main)),
    additional: list(textOf(row.additional)),
    crmUserId: textOf(row.crmUser) || null,
    active: ticked(row.active),
    distributeMissed: ticked(row.distribute),
    substitute: textOf(row.substitute) || null,
  };
}
