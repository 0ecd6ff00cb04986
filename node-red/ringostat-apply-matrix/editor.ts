import type { EditorNodeProperties, EditorRED } from '../host/red';
import { DEFAULT_ANALYSIS } from '../../core/matrix/default-options';
import { explainTable } from '../../core/matrix/explain';
import { lintTable } from '../../core/matrix/lint';
import { presets } from '../../core/matrix/presets';
import type { MatrixTable, PresetId } from '../../core/matrix/types';
import type { Language } from '../../core/model/plan';
import { changes, copyTable } from '../../core/matrix/edit';
import { notifyText } from '../editor/notify';
import { exchangeFiles } from './editor-file';
import { drawOptions, fillUsual, type OptionFields } from './editor-options';
import { drawTable } from './editor-table';
import type { MatrixSettings } from './types';

declare const RED: EditorRED;

/** The dialog that is open; Node-RED opens one of a kind at a time. */
let open: { table: MatrixTable; options: OptionFields } | null = null;

/** Flows of 0.1.0 have none of these numbers. */
const notNegative = (value: unknown): boolean => value === undefined || Number(value) >= 0;

const base = (preset: MatrixSettings['preset'], table: MatrixTable): MatrixTable =>
  preset === 'file' ? table : presets[preset].rows;

function drawSentences(
  preset: MatrixSettings['preset'],
  table: MatrixTable,
  t: (key: string) => string,
): void {
  // Sentences are in the language the labels came in.
  const language = t('language') as Language;
  const findings = lintTable(table, preset === 'file' ? 'empty' : preset, language);
  const lines = findings.map(({ level, message }) =>
    $('<li>').addClass(`ringostat-lint-${level}`).text(message),
  );
  $('#ringostat-findings')
    .empty()
    .append(lines.length > 0 ? lines : [$('<li>').text(t('hint.noFindings'))]);
  $('#ringostat-sentences')
    .empty()
    .append(explainTable(table, language).map((sentence) => $('<li>').text(sentence)));
}

RED.nodes.registerType<EditorNodeProperties & MatrixSettings>('ringostat-apply-matrix', {
  category: 'ringostat',
  color: '#F2A65A',
  icon: 'ringostat.svg',
  inputs: 1,
  outputs: 2,
  outputLabels(index) {
    return this._(`ringostat-apply-matrix.output.${index}`);
  },
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    preset: { value: 'hubspot', required: true },
    table: { value: copyTable(presets.hubspot.rows) },
    language: { value: 'en' },
    distribute: { value: false },
    mergeDoneTask: { value: false },
    linkFoundCompany: { value: false },
    closeMissedAfter: { value: 10 },
    contactsFor: { value: [] },
    workingHours: { value: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' } },
    badMoods: { value: DEFAULT_ANALYSIS.badMoods },
    scoreLimit: { value: DEFAULT_ANALYSIS.scoreLimit, validate: notNegative },
    maxActionTasks: { value: DEFAULT_ANALYSIS.maxActionTasks, validate: notNegative },
    keepReasons: { value: true },
  },
  paletteLabel() {
    return this._('ringostat-apply-matrix.name');
  },
  label() {
    return this.name || this._('ringostat-apply-matrix.name');
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    const t = (key: string): string => this._(`ringostat-apply-matrix.${key}`);
    const preset = $('#node-input-preset');
    for (const id of [...Object.keys(presets), 'file'])
      $('<option>')
        .val(id)
        .text(t(`preset.${id}`))
        .appendTo(preset);
    preset.val(this.preset);
    fillUsual(this);
    const chosen = (): MatrixSettings['preset'] => preset.val() as MatrixSettings['preset'];
    const state = { table: copyTable(this.table), options: drawOptions(this, t) };
    open = state;

    const draw = (): void => {
      const from = base(chosen(), state.table);
      const mark = drawTable($('#ringostat-matrix'), {
        table: state.table,
        base: from,
        t,
        changed: () => refresh(),
      });
      const refresh = (): void => {
        mark();
        const count = changes(state.table, from);
        $('#ringostat-changes').text(count > 0 ? `${t('hint.changes')}: ${count}` : '');
        $('#ringostat-reset').prop('disabled', count === 0);
        drawSentences(chosen(), state.table, t);
      };
      refresh();
    };
    const load = (id: PresetId): void => {
      state.table = copyTable(presets[id].rows);
      draw();
    };
    // Node-RED fires change once by itself when the dialog opens: only another preset replaces the table.
    let shown = chosen();
    preset.on('change', () => {
      const id = chosen();
      if (id === shown) return;
      shown = id;
      if (id === 'file') draw();
      else load(id);
    });
    $('#ringostat-reset').on('click', () => {
      const id = chosen();
      if (id !== 'file') load(id);
    });
    exchangeFiles({
      read: () => {
        const id = chosen();
        return { preset: id === 'file' ? null : id, table: state.table };
      },
      write: (file) => {
        state.table = file.table;
        shown = file.preset ?? 'file';
        preset.val(shown);
        draw();
      },
      refused: (what) => notifyText(`${t('hint.badFile')} ${what}`, 'error'),
    });
    draw();
  },
  oneditsave() {
    if (!open) return;
    this.table = open.table;
    this.contactsFor = open.options.contactsFor();
    this.workingHours = open.options.workingHours();
    open = null;
  },
  oneditcancel() {
    open = null;
  },
});
