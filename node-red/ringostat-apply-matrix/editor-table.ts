import { differs, setRecord, setTask } from '../../core/matrix/edit';
import {
  DEFAULT_DEADLINE_HOURS,
  isTaskAction,
  RECORD_ACTIONS,
  ROW_IDS,
  TASK_ACTIONS,
  type MatrixTable,
  type RecordAction,
  type TaskAction,
  type TaskCell,
} from '../../core/matrix/types';
import type { RowId } from '../../core/model/plan';

type Action = RecordAction | TaskAction;
/** Records first, then tasks, which need more room. */
const COLUMNS: readonly Action[] = [...RECORD_ACTIONS, ...TASK_ACTIONS];

type Translate = (key: string) => string;

interface Grid {
  table: MatrixTable;
  base: MatrixTable;
  t: Translate;
  changed(): void;
}

function recordCell(grid: Grid, row: RowId, action: RecordAction, label: string): JQuery {
  const input = $('<input type="checkbox">').attr('aria-label', label);
  input.prop('checked', grid.table[row]?.[action] === true);
  input.on('change', () => {
    setRecord(grid.table, row, action, input.prop('checked') === true);
    grid.changed();
  });
  return input;
}

/** None, open or done; an open task also shows its deadline and whether only working hours count. */
function taskCell(grid: Grid, row: RowId, action: TaskAction, label: string): JQuery {
  const { t } = grid;
  const cell = grid.table[row]?.[action];
  const state = $('<select>').attr('aria-label', label);
  for (const value of ['', 'open', 'done']) {
    $('<option>')
      .val(value)
      .text(value === '' ? '–' : t(`task.${value}`))
      .appendTo(state);
  }
  state.val(cell?.state ?? '');
  const hours = $('<input type="number" min="0" step="0.5">').attr(
    'aria-label',
    `${label}: ${t('task.deadline')}`,
  );
  hours.val(cell?.deadlineHours ?? DEFAULT_DEADLINE_HOURS);
  const working = $('<input type="checkbox">').attr('aria-label', `${label}: ${t('task.workingHours')}`);
  working.prop('checked', cell?.workingHours === true);
  const more = $('<div class="ringostat-deadline">').append(
    $('<span>').text('+'),
    hours.attr('title', t('task.deadline')),
    $('<label>')
      .attr('title', t('task.workingHours'))
      .append(working, '<i class="fa fa-briefcase" aria-hidden="true"></i>'),
  );
  const apply = (): void => {
    const chosen = state.val();
    const typed = Number(hours.val());
    const next: TaskCell | null =
      chosen === 'open' || chosen === 'done'
        ? {
            ...cell,
            state: chosen,
            deadlineHours: Number.isFinite(typed) && typed >= 0 ? typed : DEFAULT_DEADLINE_HOURS,
            workingHours: working.prop('checked') === true,
          }
        : null;
    setTask(grid.table, row, action, next);
    more.toggle(chosen === 'open');
    grid.changed();
  };
  state.add(hours).add(working).on('change', apply);
  more.toggle(cell?.state === 'open');
  return $('<div>').append(state, more);
}

/** Arrow keys go from tick to tick, as in a sheet; selects and numbers keep their own up and down. */
function moveByArrows(body: JQuery): void {
  body.on('keydown', 'input[type="checkbox"], select', (event) => {
    const cell = $(event.target).closest('td');
    const column = cell.index();
    const isSelect = $(event.target).is('select');
    const next: Record<string, () => JQuery> = {
      ArrowLeft: () => cell.prev('td'),
      ArrowRight: () => cell.next('td'),
      ...(isSelect
        ? {}
        : {
            ArrowUp: () => cell.parent().prev().children().eq(column),
            ArrowDown: () => cell.parent().next().children().eq(column),
          }),
    };
    const target = next[event.key]?.().find('input, select').first();
    if (!target || target.length === 0) return;
    event.preventDefault();
    target.trigger('focus');
  });
}

/** The table of ticks. Returns the function that marks the cells which differ from the preset. */
export function drawTable(place: JQuery, grid: Grid): () => void {
  const { t } = grid;
  const head = $('<tr>').append($('<th scope="col">').text(t('label.moment')));
  for (const action of COLUMNS) {
    const name = $('<span>').text(t(`action.${action}`));
    head.append(
      $('<th scope="col">')
        .toggleClass('ringostat-task', isTaskAction(action))
        .attr('title', t(`effect.${action}`))
        .append(name),
    );
  }
  const body = $('<tbody>');
  const marks: [RowId, Action, JQuery][] = [];
  for (const row of ROW_IDS) {
    const title = $('<th scope="row">').append($('<b>').text(row), $('<span>').text(t(`row.${row}`)));
    const line = $('<tr>').append(title);
    for (const action of COLUMNS) {
      const label = `${row} ${t(`row.${row}`)}: ${t(`action.${action}`)}`;
      const content = isTaskAction(action)
        ? taskCell(grid, row, action, label)
        : recordCell(grid, row, action, label);
      const cell = $('<td>').toggleClass('ringostat-task', isTaskAction(action)).append(content);
      marks.push([row, action, cell]);
      line.append(cell);
    }
    body.append(line);
  }
  moveByArrows(body);
  place.empty().append($('<table class="ringostat-matrix">').append($('<thead>').append(head), body));
  return () => {
    for (const [row, action, cell] of marks) {
      const changed = differs(grid.table, grid.base, row, action);
      cell.toggleClass('ringostat-changed', changed).attr('title', changed ? t('hint.changed') : '');
    }
  };
}
