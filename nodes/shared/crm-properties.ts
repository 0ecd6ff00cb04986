/** Fields and credentials of nodes that serve every CRM: which one, how to sign in, its own settings. Made of data. */
import type { INodeCredentialDescription, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ProviderSetting } from '../../core/crm/port';
import { providers } from '../../core/crm/registry';
import { settingsProperty } from './crm-settings';
import { AUTHENTICATION_FIELDS, SIGN_INS, signInsOf } from './sign-ins';

type Show = Record<string, (string | boolean)[]>;
const CRMS = Object.keys(providers);

/** Ways to sign in as options of a field. */
export const signInOptions = (crm: string): INodePropertyOptions[] =>
  signInsOf(crm)
    .map(({ label, authentication }) => ({ name: label, value: authentication }))
    .sort((a, b) => a.name.localeCompare(b.name));

const crmOptions = CRMS.map((id): INodePropertyOptions => ({
  name: providers[id]?.label ?? id,
  value: id,
})).sort((a, b) => a.name.localeCompare(b.name));

const crm: INodeProperties = {
  displayName: 'CRM',
  name: 'crm',
  type: 'options',
  noDataExpression: true,
  options: crmOptions,
  default: 'hubspot',
};

function authentication(id: string, show: Show): INodeProperties {
  const usual = signInsOf(id)[0]?.authentication ?? '';
  return {
    displayName: 'Authentication',
    name: AUTHENTICATION_FIELDS[id] ?? '',
    type: 'options',
    noDataExpression: true,
    options: signInOptions(id),
    default: usual,
    displayOptions: { show: { ...show, crm: [id] } },
  };
}

interface Shown {
  /** Where the node needs a CRM at all. */
  show?: Show;
  /** Which of the CRM's own settings the node needs; default: those for finding. */
  wanted?: (setting: ProviderSetting) => boolean;
}

/** Which CRM, how to sign in, its own settings. */
export function crmProperties({
  show = {},
  wanted = ({ find }) => find === true,
}: Shown = {}): INodeProperties[] {
  const shown = Object.keys(show).length > 0 ? { displayOptions: { show } } : {};
  const ways = CRMS.filter((id) => id in AUTHENTICATION_FIELDS).map((id) => authentication(id, show));
  const settings = CRMS.flatMap((id) => settingsProperty(id, wanted, { ...show, crm: [id] }));
  return [{ ...crm, ...shown }, ...ways, ...settings];
}

interface Credentials {
  /** Where the node needs no CRM. */
  hidden?: Show;
  before?: INodeCredentialDescription[];
  after?: INodeCredentialDescription[];
}

/**
 * Credentials of every CRM, between the others of the node. `hide`, not `show`: n8n's editor takes a field that `show`
 * names for the way to sign in, and hides it.
 */
export function crmCredentials({
  hidden = {},
  before = [],
  after = [],
}: Credentials): INodeCredentialDescription[] {
  const ofCrms = SIGN_INS.filter((one) => CRMS.includes(one.crm)).map((one) => {
    const field = AUTHENTICATION_FIELDS[one.crm];
    const others = signInsOf(one.crm).filter((other) => other !== one);
    const byWay = field === undefined ? {} : { [field]: others.map(({ authentication }) => authentication) };
    const hide: Show = { ...hidden, crm: CRMS.filter((id) => id !== one.crm), ...byWay };
    return { name: one.credential, required: true, displayOptions: { hide } };
  });
  return [...before, ...ofCrms, ...after];
}
