import type { EditorNodeProperties, EditorRED } from '../host/red';
import { TRIGGER_DEFAULTS } from '../../core/event/defaults';
import { SHORT_ABANDON_MAX } from '../../core/event/short-abandon';
import { EVENT_NAMES, type EventName } from '../../core/model/event';
import { textField, textOf, tick, ticked } from '../editor/select';
import { usableNeverRecord } from '../editor/validate';
import { showSetUp } from './editor-set-up';
import type { TriggerNodeSettings } from './types';

declare const RED: EditorRED;

type KeyRow = TriggerNodeSettings['keyMap'][number];
const OFFERED = EVENT_NAMES.filter((name) => name !== 'routing');
const DEFAULTS = TRIGGER_DEFAULTS;
const usableShortAbandon = (value: unknown): boolean =>
  Number(value) >= 0 && Number(value) <= SHORT_ABANDON_MAX;
const positive = (value: unknown): boolean => Number(value) > 0;
let events: Map<EventName, JQuery> = new Map();

RED.nodes.registerType<EditorNodeProperties & TriggerNodeSettings>('ringostat-trigger', {
  category: 'ringostat',
  color: '#F2A65A',
  icon: 'ringostat.svg',
  inputs: 0,
  outputs: 1,
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    project: { value: '', type: 'ringostat-project', required: true },
    path: { value: '/ringostat', required: true, validate: (value) => /^\/?[\w\-./]+$/.test(value) },
    receive: { value: DEFAULTS.receive, required: true },
    events: { value: DEFAULTS.events },
    keyMap: { value: [] },
    secretIn: { value: DEFAULTS.secretIn },
    acceptWithoutSecret: { value: DEFAULTS.acceptWithoutSecret },
    ipList: { value: '' },
    answerType: { value: DEFAULTS.answer.type },
    answerKey: { value: DEFAULTS.answer.key },
    answerWithinMs: { value: 3000, validate: positive },
    dropInternal: { value: DEFAULTS.dropInternal },
    neverRecord: { value: DEFAULTS.neverRecord, validate: usableNeverRecord },
    shortAbandonSeconds: { value: DEFAULTS.shortAbandonSeconds, validate: usableShortAbandon },
    keepRaw: { value: DEFAULTS.keepRaw },
    sizeCapKb: { value: DEFAULTS.sizeCapKb, validate: positive },
    maskNumbers: { value: DEFAULTS.maskNumbers },
  },
  paletteLabel() {
    return this._('ringostat-trigger.name');
  },
  label() {
    return this.name || this._('ringostat-trigger.name');
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    const t = (key: string): string => this._(`ringostat-trigger.${key}`);
    events = new Map();
    for (const name of OFFERED) {
      const { row, input } = tick(t(`event.${name.replace('.', '-')}`), this.events.includes(name));
      events.set(name, input);
      $('#ringostat-events').append($('<div>').append(row));
    }
    $('#ringostat-key-map').editableList<KeyRow>({
      addItem: (item, _index, row) => {
        const variable = textField(row.variable ?? '', t('label.variable')).addClass('ringostat-variable');
        const name = textField(row.name ?? '', t('label.yourName')).addClass('ringostat-name');
        variable.add(name).css({ width: '44%' });
        item.append(variable, ' → ', name);
      },
      removable: true,
      addButton: t('button.addKey'),
    });
    $('#ringostat-key-map').editableList('addItems', this.keyMap);

    const refresh = (): void => {
      const routing = $('#node-input-receive').val() === 'routing';
      $('.ringostat-events-only').toggle(!routing);
      $('.ringostat-routing-only').toggle(routing);
      $('#node-input-answerKey').toggle($('#node-input-answerType').val() === 'json');
      showSetUp($('#ringostat-set-up'), t, {
        routing,
        path: textOf($('#node-input-path')),
        events: OFFERED.filter((name) => ticked(events.get(name) ?? $())),
        secretIn: textOf($('#node-input-secretIn')) as TriggerNodeSettings['secretIn'],
      });
    };
    const watched =
      '#node-input-receive, #node-input-path, #node-input-secretIn, #node-input-answerType, #ringostat-events';
    $(watched).on('change input', refresh);
    refresh();
  },
  oneditsave() {
    this.events = OFFERED.filter((name) => ticked(events.get(name) ?? $()));
    const rows: KeyRow[] = [];
    $('#ringostat-key-map')
      .editableList('items')
      .each((_index, item) => {
        const variable = textOf($(item).find('.ringostat-variable'));
        const name = textOf($(item).find('.ringostat-name'));
        if (variable && name) rows.push({ variable, name });
      });
    this.keyMap = rows;
  },
});
