import type { EditorNodeProperties, EditorRED } from '../../../adapters/node-red/red';
import type { HealthFinding } from '../../../core/crm/port';
import { ask, tell } from '../editor/load';
import { textOf } from '../editor/select';
import type { AccountCredentials, AccountNodeSettings } from './types';

declare const RED: EditorRED;

const typed = (name: string): string => textOf($(`#node-config-input-${name}`));

function showFindings(place: JQuery, findings: HealthFinding[]): void {
  place.empty();
  for (const finding of findings) {
    const level = finding.level === 'ok' ? 'ok' : finding.level === 'warning' ? 'hint' : 'problem';
    const line = $('<div>').addClass(`ringostat-note ringostat-${level}`);
    line.text([finding.message, finding.advice].filter(Boolean).join(' ')).appendTo(place);
  }
}

RED.nodes.registerType<EditorNodeProperties & AccountNodeSettings, AccountCredentials>(
  'ringostat-crm-account',
  {
    category: 'config',
    defaults: {
      version: { value: 1 },
      name: { value: '' },
      crm: { value: 'hubspot', required: true },
      auth: { value: 'serviceKey', required: true },
      baseUrl: { value: '', validate: (value) => value === '' || /^https?:\/\//.test(value) },
    },
    credentials: {
      serviceKey: { type: 'password' },
      clientId: { type: 'text' },
      clientSecret: { type: 'password' },
      refreshToken: { type: 'password' },
    },
    label() {
      return this.name || 'HubSpot';
    },
    oneditprepare() {
      const auth = $('#node-config-input-auth');
      auth.on('change', () => {
        $('.ringostat-auth-serviceKey').toggle(auth.val() === 'serviceKey');
        $('.ringostat-auth-oauth2').toggle(auth.val() === 'oauth2');
      });
      auth.trigger('change');
      const result = $('#ringostat-test-result');
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
          credentials: {
            serviceKey: typed('serviceKey'),
            clientId: typed('clientId'),
            clientSecret: typed('clientSecret'),
            refreshToken: typed('refreshToken'),
          },
        };
        ask<HealthFinding[]>('ringostat/account/test', body).then(
          (findings) => showFindings(result, findings),
          (error: Error) => tell(result, error.message, 'problem'),
        );
      });
    },
  },
);
