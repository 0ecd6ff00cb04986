import type { EditorNodeProperties, EditorRED } from '../host/red';
import { TRIGGER_DEFAULTS } from '../../core/event/defaults';
import testStories from '../../core/event/test-stories.json';
import { EMPLOYEE_FIRST } from '../../core/ringostat/ring-first';
import { fillSelect, tick, ticked } from '../editor/select';
import { usableNeverRecord } from '../editor/validate';
import { REPORT_GROUPS, RINGOSTAT_OPERATIONS, type RingostatSettings } from './types';

declare const RED: EditorRED;

/** Fields that take an expression, with the kinds of value each offers. */
const TYPED = {
  from: ['msg', 'str', 'jsonata', 'date'],
  to: ['msg', 'str', 'jsonata', 'date'],
  employeeDirection: ['msg', 'str', 'jsonata'],
  projectNumber: ['str', 'msg', 'jsonata'],
  clientNumber: ['msg', 'str', 'jsonata'],
  recordingUrl: ['msg', 'str', 'jsonata'],
  contact: ['msg', 'jsonata', 'json'],
  testNumber: ['str', 'msg', 'jsonata'],
  testEmployee: ['str', 'msg', 'jsonata'],
} as const;

/** Fields that decide which others are shown. */
const FORM = ['operation', 'span', 'period', 'onlyMissing', 'callBackMethod', 'story']
  .map((name) => `#node-input-${name}`)
  .join(', ');
const TEST_STORIES = Object.keys(testStories) as (keyof typeof testStories)[];
const isReport = (operation: unknown): boolean =>
  operation === 'reportEmployees' || operation === 'reportGroups';
/** Ticks of the groupings, while the dialog is open. */
let groups: Map<string, JQuery> = new Map();

RED.nodes.registerType<EditorNodeProperties & RingostatSettings>('ringostat', {
  category: 'ringostat',
  color: '#F2A65A',
  icon: 'ringostat.svg',
  inputs: 1,
  outputs: 1,
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    project: { value: '', type: 'ringostat-project', required: true },
    operation: { value: 'calls' },
    span: { value: 'last' },
    lastHours: { value: 24, validate: (value) => Number(value) > 0 },
    from: { value: 'payload.from' },
    fromType: { value: 'msg' },
    to: { value: '' },
    toType: { value: 'date' },
    direction: { value: 'any' },
    callStatus: { value: 'any' },
    limit: { value: 0, validate: (value) => Number(value) >= 0 },
    batch: { value: 0, validate: (value) => Number(value) >= 0 },
    format: { value: 'json' },
    onlyMissing: { value: false },
    maskNumbers: { value: TRIGGER_DEFAULTS.maskNumbers },
    neverRecord: { value: TRIGGER_DEFAULTS.neverRecord, validate: usableNeverRecord },
    period: { value: 'lastWeek' },
    groups: { value: [] },
    result: { value: 'rows' },
    language: { value: 'en' },
    account: { value: '', type: 'ringostat-crm-account', required: false },
    callBackMethod: { value: 'extended' },
    employeeDirection: { value: '' },
    employeeDirectionType: { value: 'str' },
    projectNumber: { value: '' },
    projectNumberType: { value: 'str' },
    callBackDirection: { value: 'out' },
    managerDst: { value: String(EMPLOYEE_FIRST) },
    clientNumber: { value: 'payload.event.clientNumber' },
    clientNumberType: { value: 'msg' },
    recordingUrl: { value: 'payload.event.recordings[0]' },
    recordingUrlType: { value: 'msg' },
    recordingHosts: { value: '' },
    contact: { value: 'payload.contact' },
    contactType: { value: 'msg' },
    story: { value: 'missed' },
    testNumber: { value: '' },
    testNumberType: { value: 'str' },
    testEmployee: { value: '' },
    testEmployeeType: { value: 'str' },
    writeTest: { value: false },
  },
  paletteLabel() {
    return this._('ringostat.name');
  },
  label() {
    return this.name || this._(`ringostat.operation.${this.operation}`);
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    const choices = RINGOSTAT_OPERATIONS.map((value) => ({
      value,
      label: this._(`ringostat.operation.${value}`),
    }));
    fillSelect($('#node-input-operation'), choices, this.operation);
    const stories = TEST_STORIES.map((value) => ({ value, label: this._(`ringostat.story.${value}`) }));
    fillSelect($('#node-input-story'), stories, this.story ?? 'missed');
    for (const [name, types] of Object.entries(TYPED)) {
      const typeField = $(`#node-input-${name}Type`);
      $(`#node-input-${name}`).typedInput({ types: [...types], typeField });
    }
    groups = new Map();
    for (const name of REPORT_GROUPS) {
      const { row, input } = tick(this._(`ringostat.group.${name}`), (this.groups ?? []).includes(name));
      groups.set(name, input);
      $('#ringostat-groups').append($('<div>').append(row));
    }
    const refresh = (): void => {
      const operation = $('#node-input-operation').val();
      for (const name of RINGOSTAT_OPERATIONS) $(`.ringostat-${name}-only`).toggle(operation === name);
      const method = $('#node-input-callBackMethod').val();
      for (const name of ['extended', 'simple']) {
        $(`.ringostat-${name}-only`).toggle(operation === 'callBack' && method === name);
      }
      $('.ringostat-last-only').toggle($('#node-input-span').val() === 'last');
      const report = isReport(operation);
      $('.ringostat-report-only').toggle(report);
      $('.ringostat-log-only').toggle(report || operation === 'calls');
      $('.ringostat-between-only').toggle(
        $(report ? '#node-input-period' : '#node-input-span').val() === 'between',
      );
      const story = testStories[$('#node-input-story').val() as keyof typeof testStories];
      $('.ringostat-employee-only').toggle('employee' in (story ?? {}));
      $('.ringostat-missing-only').toggle(ticked($('#node-input-onlyMissing')));
    };
    $(FORM).on('change', refresh);
    refresh();
  },
  oneditsave() {
    this.groups = [...groups].flatMap(([name, input]) => (ticked(input) ? [name] : []));
  },
});
