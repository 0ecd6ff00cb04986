/** What the Zoho credential needs of the core's data: scopes, and hosts as n8n expressions over the chosen data centre. */
import { DATA_CENTRES, DEFAULT_DATA_CENTRE } from '../../core/crm/zoho/data-centres';
import { SCOPE_LIST } from '../../core/crm/zoho/scopes';
import type { INodePropertyOptions } from 'n8n-workflow';

export { DEFAULT_DATA_CENTRE as zohoDefaultDataCentre, SCOPE_LIST as zohoScopes };

export const zohoDataCentres: INodePropertyOptions[] = DATA_CENTRES.map(({ id, label }) => ({
  name: label,
  value: id,
})).sort((a, b) => a.name.localeCompare(b.name));

/** Host of the data centre that `object`.dataCentre names, as an expression. */
const hostOf = (object: string, of: 'accounts' | 'api'): string => {
  const hosts = JSON.stringify(Object.fromEntries(DATA_CENTRES.map((centre) => [centre.id, centre[of]])));
  return `"https://" + (${hosts})[${object}["dataCentre"] || "${DEFAULT_DATA_CENTRE}"]`;
};

/** Only a sandbox on this machine answers for itself: a proxy of the API never sees client secret and refresh token. */
const sandbox =
  '/^https?:\\/\\/(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(?=[:\\/]|$)/i.test($self["baseUrl"] || "")';

/** Where to sign in: part of an expression of the credential. */
export const zohoAccounts = `(${sandbox} ? $self["baseUrl"] : ${hostOf('$self', 'accounts')})`;
/** Where the API is, for the credential's test. */
export const zohoApi = `($credentials.baseUrl || $credentials.oauthTokenData?.api_domain || ${hostOf('$credentials', 'api')})`;
