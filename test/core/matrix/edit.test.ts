import { changes, copyTable, differs, setRecord, setTask } from '../../../core/matrix/edit';
import { presets } from '../../../core/matrix/presets';

const base = presets.hubspot.rows;

test('a tick more and a tick less are two changes; put back, there is none', () => {
  const table = copyTable(base);
  setRecord(table, 'R2', 'contact', true);
  setRecord(table, 'R3', 'deal', false);
  expect(changes(table, base)).toBe(2);
  expect(differs(table, base, 'R2', 'contact')).toBe(true);
  setRecord(table, 'R2', 'contact', false);
  setRecord(table, 'R3', 'deal', true);
  expect(changes(table, base)).toBe(0);
  expect(table['R2']).toBeUndefined();
});

test('a deadline changed and changed back equals the preset', () => {
  const table = copyTable(base);
  setTask(table, 'R3', 'taskResponsible', { state: 'open', deadlineHours: 2, workingHours: true });
  expect(table['R3']?.taskResponsible).toEqual({ state: 'open', deadlineHours: 2, workingHours: true });
  expect(changes(table, base)).toBe(1);
  setTask(table, 'R3', 'taskResponsible', { state: 'open', deadlineHours: 4, workingHours: false });
  expect(table).toEqual(base);
});

test('a done task keeps no deadline, and clearing the last cell clears the row', () => {
  const table = {};
  setTask(table, 'R1', 'taskSenior', { state: 'done', deadlineHours: 9, workingHours: true });
  expect(table).toEqual({ R1: { taskSenior: { state: 'done' } } });
  setTask(table, 'R1', 'taskSenior', null);
  expect(table).toEqual({});
});

test('the preset itself is never changed', () => {
  const before = JSON.stringify(base);
  setRecord(copyTable(base), 'R3', 'contact', false);
  expect(JSON.stringify(base)).toBe(before);
});
