import type { EditorNodeProperties, EditorRED } from '../host/red';
import type { HealthFinding } from '../../core/crm/port';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import { allCrms, type CrmInfo } from '../editor/crms';
import { ask, tell } from '../editor/load';
import { fillSelect, textOf } from '../editor/select';
import type { AccountCredentials, AccountNodeSettings } from './types';

declare const RED: EditorRED;
/** Every field of every way to sign in, put here by the build from core/crm/<crm>/accounts.ts. */
declare const ACCOUNT_FIELDS: { name: string; secret: boolean }[];

const input = (name: string): JQuery => $(`#node-config-input-${name}`);
const typed = (name: string): string => textOf(input(name));

function showFindings(place: JQuery, findings: HealthFinding[]): void {
  place.empty();
  for (const finding of findings) {
    const level = finding.level === 'ok' ? 'ok' : finding.level === 'warning' ? 'hint' : 'problem';
    const line = $('<div>').addClass(`ringostat-note ringostat-${level}`);
    line.text([finding.message, finding.advice].filter(Boolean).join(' ')).appendTo(place);
  }
}

/** Shows the fields of the chosen way to sign in, and fills those that are a choice. */
function showFields(
  info: CrmInfo | undefined,
  stored: AccountCredentials,
  words: (group: string, key: string, english: string) => string,
): void {
  const kind = info?.accounts.find(({ id }) => id === typed('auth')) ?? info?.accounts[0];
  for (const { name } of ACCOUNT_FIELDS) $(`.ringostat-field-${name}`).hide();
  for (const { name, label, required, options, default: usual = '' } of kind?.fields ?? []) {
    const row = $(`.ringostat-field-${name}`).show();
    row.find('.ringostat-note').remove();
    const hint = words('hint', name, '');
    if (hint) $('<div class="ringostat-note ringostat-wide">').text(hint).appendTo(row);
    row
      .find('span')
      .text(
        `${words('fieldOf', `${info?.crm}.${name}`, words('field', name, label))}${required ? '' : ` (${words('label', 'optional', 'optional')})`}`,
      );
    const field = input(name);
    if (options && field.is('select')) fillSelect(field, options, textOf(field) || stored[name] || usual);
    else if (usual && !options) field.attr('placeholder', usual);
  }
  input('baseUrl').attr('placeholder', info?.baseUrl ?? '');
}

RED.nodes.registerType<EditorNodeProperties & AccountNodeSettings, AccountCredentials>(
  'ringostat-crm-account',
  {
    category: 'config',
    defaults: {
      version: { value: 1 },
      name: { value: '' },
      crm: { value: 'hubspot', required: true },
      auth: { value: '', required: true },
      baseUrl: { value: '', validate: (value) => value === '' || /^https?:\/\//.test(value) },
    },
    credentials: Object.fromEntries(
      ACCOUNT_FIELDS.map(({ name, secret }) => [name, { type: secret ? 'password' : 'text' } as const]),
    ),
    label() {
      return this.name || CRM_NAMES[this.crm] || this.crm;
    },
    oneditprepare() {
      const words = (group: string, key: string, english: string): string => {
        const path = `ringostat-crm-account.${group}.${key}`;
        const found = this._(path);
        return found === path || found === '' ? english : found;
      };
      const stored = (this as { credentials?: AccountCredentials }).credentials ?? {};
      const result = $('#ringostat-test-result');
      const crm = input('crm');
      const auth = input('auth');
      const names = Object.entries(CRM_NAMES).map(([value, label]) => ({ value, label }));
      fillSelect(crm, names, this.crm);
      fillSelect(auth, [], this.auth);
      allCrms().then(
        (infos) => {
          const info = (): CrmInfo | undefined => infos.find((one) => one.crm === typed('crm'));
          const offered = names.filter(({ value }) => infos.some((one) => one.crm === (value as CrmId)));
          fillSelect(crm, offered, typed('crm'));
          const kinds = (keep: string): void => {
            const accounts = (info()?.accounts ?? []).map(({ id, label }) => ({
              value: id,
              label: words('auth', id, label),
            }));
            fillSelect(
              auth,
              accounts,
              accounts.some(({ value }) => value === keep) ? keep : (accounts[0]?.value ?? ''),
            );
            showFields(info(), stored, words);
          };
          kinds(this.auth);
          crm.on('change', () => kinds(typed('auth')));
          auth.on('change', () => showFields(info(), stored, words));
        },
        (error: Error) => tell(result, error.message, 'problem'),
      );
      $('#ringostat-test').on('click', () => {
        tell(result, this._('shared.status.working'));
        const body = {
          id: this.id,
          settings: {
            version: 1,
            name: typed('name'),
            crm: typed('crm'),
            auth: typed('auth'),
            baseUrl: typed('baseUrl'),
          },
          credentials: Object.fromEntries(ACCOUNT_FIELDS.map(({ name }) => [name, typed(name)])),
        };
        ask<HealthFinding[]>('ringostat/account/test', body).then(
          (findings) => showFindings(result, findings),
          (error: Error) => tell(result, error.message, 'problem'),
        );
      });
    },
  },
);
