import type { EditorNodeProperties, EditorRED } from '../host/red';
import type { CrmUser } from '../../core/crm/port';
import type { Employee } from '../../core/model/team';
import { AccountChoices, userChoices } from '../editor/choices';
import { ask, chosen, tell } from '../editor/load';
import { fillSelect, textOf } from '../editor/select';
import { employeeRow, readEmployee, refreshRow, type EmployeeRow } from './editor-row';
import type { TeamSettings } from './types';

declare const RED: EditorRED;

const NEW_EMPLOYEE: Employee = {
  id: '',
  name: '',
  email: null,
  extension: null,
  main: [],
  additional: [],
  crmUserId: null,
  active: true,
  distributeMissed: false,
  substitute: null,
};

function rows(): EmployeeRow[] {
  const items: EmployeeRow[] = [];
  $('#ringostat-employees')
    .editableList('items')
    .each((_index, item) => {
      items.push($(item).data('row') as EmployeeRow);
    });
  return items;
}

/** The list scrolls to what was added last, a moment later. */
function showFirst(list: JQuery): void {
  const container = list.closest('.red-ui-editableList-container');
  container.delay(50).queue((next) => {
    container.scrollTop(0);
    next();
  });
}

RED.nodes.registerType<EditorNodeProperties & TeamSettings>('ringostat-team', {
  category: 'config',
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    project: { value: '', type: 'ringostat-project', required: false },
    account: { value: '', type: 'ringostat-crm-account', required: false },
    employees: { value: [] },
    senior: { value: '' },
  },
  label() {
    return this.name || this._('ringostat-team.name');
  },
  oneditprepare() {
    const t = (key: string): string => this._(`ringostat-team.${key}`);
    const senior = $('#node-config-input-senior');
    const result = $('#ringostat-fill-result');
    const list = $('#ringostat-employees');
    let users: CrmUser[] = [];
    const refresh = (): void => {
      const employees = rows().map(readEmployee);
      fillSelect(senior, userChoices(users), textOf(senior) || this.senior, t('label.nobody'));
      rows().forEach((row) => refreshRow(row, users, employees, t('label.nobody')));
    };
    list.css('min-height', '180px').editableList<Employee>({
      addItem: (item, _index, employee) => {
        const row = employeeRow({ ...NEW_EMPLOYEE, ...employee }, t);
        item.data('row', row).append(row.element);
        refreshRow(row, users, rows().map(readEmployee), t('label.nobody'));
      },
      removable: true,
      sortable: true,
      addButton: t('button.add'),
    });
    list.editableList('addItems', this.employees);
    showFirst(list);
    refresh();

    const choices = new AccountChoices(() => $('#node-config-input-account').val());
    const loadUsers = (): void => {
      choices.forget();
      choices.users().then(
        (found) => {
          users = found;
          refresh();
        },
        (error: Error) => tell(result, error.message, 'problem'),
      );
    };
    $('#node-config-input-account').on('change', loadUsers);
    loadUsers();

    $('#ringostat-fill').on('click', () => {
      const project = $('#node-config-input-project').val();
      const account = $('#node-config-input-account').val();
      if (!chosen(project) || !chosen(account)) {
        tell(result, t('hint.chooseFirst'), 'problem');
        return;
      }
      tell(result, this._('shared.status.working'));
      ask<{ employees: Employee[]; users: CrmUser[] }>(`ringostat/team/fill/${project}/${account}`).then(
        (filled) => {
          users = filled.users;
          const before = new Map(
            rows()
              .map(readEmployee)
              .map((employee) => [employee.id, employee]),
          );
          list.editableList('empty');
          // What a person set by hand stays; names, e-mails and directions come from Ringostat.
          const merged = filled.employees.map((employee) => {
            const old = before.get(employee.id);
            if (!old) return employee;
            const { active, distributeMissed, substitute } = old;
            return {
              ...employee,
              crmUserId: old.crmUserId ?? employee.crmUserId,
              active,
              distributeMissed,
              substitute,
            };
          });
          list.editableList('addItems', merged);
          showFirst(list);
          refresh();
          const mapped = merged.filter((employee) => employee.crmUserId !== null).length;
          tell(result, `${t('hint.filled')} ${mapped} / ${merged.length}`, 'ok');
        },
        (error: Error) => tell(result, error.message, 'problem'),
      );
    });
  },
  oneditsave() {
    this.employees = rows()
      .map(readEmployee)
      .filter((employee) => employee.name !== '' || employee.id !== '');
  },
  oneditresize(size) {
    const used = $(
      '#dialog-form>div.form-row:not(:last-child), #node-config-dialog-edit-form>div.form-row:not(:last-child)',
    );
    const height = used.toArray().reduce((left, row) => left - ($(row).outerHeight(true) ?? 0), size.height);
    $('#ringostat-employees').editableList('height', Math.max(height - 20, 220));
  },
});
