import type { EditorNodeProperties, EditorRED } from '../host/red';
import type { Entity } from '../../core/model/plan';
import { AccountChoices } from '../editor/choices';
import { CrmSettings, withoutEmpty } from '../editor/crm-settings';
import { aboutCrm } from '../editor/crms';
import { textOf, tick, ticked } from '../editor/select';
import type { FindSettings } from './types';

declare const RED: EditorRED;

interface OrderRow {
  entity: Entity;
  on: boolean;
}
let settings: CrmSettings | null = null;
const ENTITIES: Entity[] = ['contact', 'deal', 'lead', 'company'];

RED.nodes.registerType<EditorNodeProperties & FindSettings>('ringostat-find-responsible', {
  category: 'ringostat',
  color: '#F2A65A',
  icon: 'ringostat.svg',
  inputs: 1,
  outputs: 2,
  outputLabels(index) {
    return this._(`ringostat-find-responsible.output.${index}`);
  },
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    account: { value: '', type: 'ringostat-crm-account', required: true },
    teamFrom: { value: 'node' },
    team: { value: '', type: 'ringostat-team', required: false },
    teamProperty: { value: 'team' },
    mode: { value: 'card' },
    number: { value: '' },
    numberType: { value: 'event' },
    order: { value: ['deal', 'lead', 'contact'], validate: (value) => value.length > 0 },
    several: { value: 'newestActivity' },
    language: { value: 'en' },
    budgetMs: { value: 2000, validate: (value) => Number(value) > 0 },
    reserve: { value: '' },
    onlySip: { value: false },
    crmSettings: { value: {} },
  },
  paletteLabel() {
    return this._('ringostat-find-responsible.name');
  },
  label() {
    return this.name || this._('ringostat-find-responsible.name');
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    const t = (key: string): string => this._(`ringostat-find-responsible.${key}`);
    $('#node-input-number').typedInput({
      default: 'event',
      types: [
        { value: 'event', label: t('numberType.event'), hasValue: false, icon: 'fa fa-bolt' },
        'msg',
        'str',
        'jsonata',
      ],
      typeField: $('#node-input-numberType'),
    });
    $('#node-input-teamProperty').typedInput({ default: 'msg', types: ['msg'] });

    const rest = ENTITIES.filter((entity) => !this.order.includes(entity));
    const rows: OrderRow[] = [
      ...this.order.map((entity) => ({ entity, on: true })),
      ...rest.map((entity) => ({ entity, on: false })),
    ];
    $('#ringostat-order').editableList<OrderRow>({
      addButton: false,
      sortable: true,
      addItem: (item, _index, row) => {
        const { row: line, input } = tick(this._(`shared.entity.${row.entity}`), row.on);
        item.data('entity', row.entity).data('input', input).append(line);
      },
    });
    $('#ringostat-order').editableList('addItems', rows);
    $('#ringostat-order').editableList('height', 190);

    const account = $('#node-input-account');
    const choices = new AccountChoices(() => account.val());
    const ofCrm = (): void => {
      const { crm } = (RED.nodes.node(textOf(account)) ?? {}) as { crm?: string };
      settings = null;
      $('.ringostat-crm-settings').hide();
      if (crm === undefined) return;
      aboutCrm(crm).then(
        (info) => {
          const own = info.settings.filter(({ find }) => find);
          settings = new CrmSettings($('#ringostat-crm-settings'), own, this.crmSettings ?? {}, choices, t);
          $('.ringostat-crm-settings').toggle(own.length > 0);
        },
        () => undefined,
      );
    };
    account.on('change', () => {
      choices.forget();
      ofCrm();
    });
    ofCrm();

    const refresh = (): void => {
      $('.ringostat-routing-only').toggle($('#node-input-mode').val() === 'routing');
      $('.ringostat-team-node').toggle($('#node-input-teamFrom').val() === 'node');
      $('.ringostat-team-msg').toggle($('#node-input-teamFrom').val() === 'msg');
    };
    $('#node-input-mode, #node-input-teamFrom').on('change', refresh);
    refresh();
  },
  oneditsave() {
    const order: Entity[] = [];
    $('#ringostat-order')
      .editableList('items')
      .each((_index, item) => {
        if (ticked($(item).data('input') as JQuery)) order.push($(item).data('entity') as Entity);
      });
    this.order = order;
    // Nothing chosen: the Upsert node's settings hold.
    if (settings) this.crmSettings = withoutEmpty(settings.read());
    settings = null;
  },
});
