import type { EditorNodeProperties, EditorRED } from '../host/red';
import { HOME_COUNTRY, HOME_TIME_ZONE } from '../../core/phone/home';
import type { ProjectCredentials, ProjectSettings } from './types';

declare const RED: EditorRED;

const SECRET_BYTES = 18;

/** Letters and digits only: the secret stands in an address. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

RED.nodes.registerType<EditorNodeProperties & ProjectSettings, ProjectCredentials>('ringostat-project', {
  category: 'config',
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    projectId: { value: '' },
    baseUrl: { value: '', validate: (value) => value === '' || /^https?:\/\//.test(value) },
    timeZone: { value: HOME_TIME_ZONE, required: true },
    defaultCountry: { value: HOME_COUNTRY, validate: (value) => /^[A-Za-z]{2}$/.test(value) },
  },
  credentials: {
    authKey: { type: 'password' },
    secret: { type: 'password' },
    previousSecret: { type: 'password' },
  },
  label() {
    return this.name || this._('ringostat-project.name');
  },
  oneditprepare() {
    const zones = Intl.supportedValuesOf('timeZone').map((zone) => $('<option>').val(zone));
    $('#ringostat-zones').append(zones);
    $('#ringostat-new-secret').on('click', () => {
      // Shown in plain once: it is to be copied into Ringostat.
      $('#node-config-input-secret').attr('type', 'text').val(newSecret()).trigger('change');
    });
  },
  oneditsave() {
    const country = $('#node-config-input-defaultCountry');
    country.val(String(country.val()).toUpperCase());
  },
});
