import type { EditorNodeProperties, EditorRED } from '../host/red';
import { DESK_DEFAULTS, readDeskHours, readLadder } from '../../core/desk/read-settings';
import { HOME_COUNTRY } from '../../core/phone/home';
import type { CrmId, Entity } from '../../core/model/plan';
import { AccountChoices } from '../editor/choices';
import { aboutCrm, type CrmInfo } from '../editor/crms';
import { CrmSettings } from '../editor/crm-settings';
import { tell } from '../editor/load';
import { dependentStages } from '../editor/pipeline';
import { fillSelect, textField, textOf } from '../editor/select';
import { defaultList, readDefaults } from './editor-defaults';
import { mappingList, readMapping } from './editor-mapping';
import { readRules, ruleList } from './editor-rules';
import { fieldList, readFields, ValueFields, valuesOf } from './editor-values';
import { OPERATIONS, type Operation, type Resource, type UpsertSettings } from './types';

declare const RED: EditorRED;
/**
 * Set by the build, which makes a dialog per CRM of this file. A literal in the built file: the Flow Library reads the types of a
 * package from there, and calls nothing.
 */
declare const UPSERT_TYPE: string;
declare const UPSERT_CRM: CrmId;

/** Whether a field can be read as it is typed; flows saved before it was there have none. */
const readable =
  (read: (typed: string) => unknown) =>
  (value: unknown): boolean => {
    try {
      read(String(value ?? ''));
      return true;
    } catch {
      return false;
    }
  };
const NAMES = ['contact', 'company', 'lead', 'deal'] as const;
let values: ValueFields | null = null;
let settings: CrmSettings | null = null;
const isEntity = (value: string): value is Entity => (NAMES as readonly string[]).includes(value);

RED.nodes.registerType<EditorNodeProperties & UpsertSettings>(UPSERT_TYPE, {
  category: 'ringostat',
  color: '#F2A65A',
  icon: 'ringostat.svg',
  inputs: 1,
  outputs: 1,
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    account: { value: '', type: 'ringostat-crm-account', required: true },
    resource: { value: 'plan' },
    operation: { value: 'apply' },
    dryRun: { value: false },
    mapping: { value: [] },
    defaults: { value: [] },
    pipelineRules: { value: [] },
    pipeline: { value: '' },
    stage: { value: '' },
    names: { value: { contact: '', company: '', lead: '', deal: '' } },
    crmSettings: { value: {} },
    values: { value: {} },
    fields: { value: [] },
    taskState: { value: 'open' },
    callDirection: { value: 'incoming' },
    callStatus: { value: 'answered' },
    onlyMissed: { value: true },
    ladder: { value: DESK_DEFAULTS.ladder, validate: readable(readLadder) },
    deskHours: { value: DESK_DEFAULTS.deskHours, validate: readable(readDeskHours) },
    closeMissedAfter: { value: 10, validate: (value) => Number(value ?? 10) >= 0 },
    team: { value: '', type: 'ringostat-team', required: false },
    language: { value: 'en' },
    defaultCountry: { value: HOME_COUNTRY, validate: (value) => /^[A-Za-z]{2}$/.test(value) },
  },
  paletteLabel() {
    return this._(`${UPSERT_TYPE}.name`);
  },
  label() {
    return this.name || this._(`${UPSERT_TYPE}.name`);
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    // Of a dialog that was cancelled.
    settings = null;
    const t = (key: string): string => this._(`${UPSERT_TYPE}.${key}`);
    const choices = new AccountChoices(
      () => $('#node-input-account').val(),
      () => settings?.read() ?? this.crmSettings ?? {},
    );
    const problem = $('#ringostat-crm-problem');
    const failed = (error: Error): void => tell(problem, error.message, 'problem');
    const resource = $('#node-input-resource');
    const operation = $('#node-input-operation');
    const chosen = (): Resource => textOf(resource) as Resource;
    const fields = new ValueFields(
      $('#ringostat-values'),
      JSON.parse(JSON.stringify(this.values)) as UpsertSettings['values'],
      t,
    );
    values = fields;

    const offerResources = (info: CrmInfo | null): void => {
      const offered = Object.keys(OPERATIONS).filter(
        (value) =>
          !isEntity(value) || info === null || info.entities.includes(value) || value === this.resource,
      );
      const labels = offered.map((value) => ({ value, label: t(`resource.${value}`) }));
      fillSelect(resource, labels, textOf(resource) || this.resource);
    };
    offerResources(null);
    aboutCrm(UPSERT_CRM).then((info) => {
      offerResources(info);
      settings = new CrmSettings(
        $('#ringostat-crm-settings'),
        info.settings,
        this.crmSettings ?? {},
        choices,
        t,
        () => stages(),
      );
      $('.ringostat-crm-settings').toggle(info.settings.length > 0);
    }, failed);
    const offerOperations = (keep: Operation | ''): void => {
      const offered = OPERATIONS[chosen()].map((value) => ({ value, label: t(`operation.${value}`) }));
      const kept = offered.some(({ value }) => value === keep) ? keep : (offered[0]?.value ?? '');
      fillSelect(operation, offered, kept);
    };
    const refresh = (): void => {
      const what = chosen();
      const how = textOf(operation) as Operation;
      $('.ringostat-plan-only').toggle(what === 'plan');
      $('.ringostat-apply-only').toggle(how === 'apply' || how === 'sweep');
      $('.ringostat-missed-only').toggle(what === 'missed');
      $('.ringostat-many-only').toggle(how === 'getMany');
      $('.ringostat-deal-only').toggle(what === 'plan' || (what === 'deal' && how === 'upsert'));
      $('.ringostat-by-hand').toggle(!['plan', 'account', 'missed'].includes(what));
      $('.ringostat-task-only').toggle(what === 'task' && how === 'create');
      $('.ringostat-call-only').toggle(what === 'call');
      $('.ringostat-upsert-only').toggle(how === 'upsert');
      fields.show(valuesOf(what, how), choices);
    };
    offerOperations(this.operation);
    let shown = this.resource;
    resource.on('change', () => {
      if (chosen() === shown) return;
      shown = chosen();
      offerOperations('');
      refresh();
    });
    operation.on('change', refresh);

    for (const name of NAMES) {
      const input = textField(this.names[name], t(`namePlaceholder.${name}`)).attr(
        'id',
        `ringostat-name-${name}`,
      );
      const label = $('<label>')
        .attr('for', `ringostat-name-${name}`)
        .text(this._(`shared.entity.${name}`));
      $('#ringostat-names').append($('<div class="form-row">').append(label, ' ', input.css('width', '70%')));
    }
    mappingList($('#ringostat-mapping'), this.mapping, choices, t, failed);
    defaultList($('#ringostat-defaults'), this.defaults ?? [], choices, t, failed);
    ruleList($('#ringostat-rules'), this.pipelineRules, choices, t, failed);
    fieldList($('#ringostat-fields'), this.fields, choices, chosen, t);
    const stages = (): void => {
      const stored = { pipeline: this.pipeline, stage: this.stage };
      const none = t('label.crmDefault');
      dependentStages(choices, $('#node-input-pipeline'), $('#node-input-stage'), stored, none).catch(failed);
    };
    stages();
    $('#node-input-account').on('change', () => {
      choices.forget();
      settings?.reload();
      stages();
    });
    refresh();
  },
  oneditsave() {
    this.mapping = readMapping($('#ringostat-mapping'));
    this.defaults = readDefaults($('#ringostat-defaults'));
    this.pipelineRules = readRules($('#ringostat-rules'));
    this.fields = readFields($('#ringostat-fields'));
    this.values = values?.read() ?? {};
    // Not shown yet (the runtime did not answer): what is stored stays.
    if (settings) this.crmSettings = settings.read();
    const name = (entity: string): string => textOf($(`#ringostat-name-${entity}`));
    this.names = {
      contact: name('contact'),
      company: name('company'),
      lead: name('lead'),
      deal: name('deal'),
    };
    values = null;
    settings = null;
  },
});
