/** Where n8n signs in and asks for tokens, and for which rights: of the core's data, as n8n expressions over the credential. */
import { DEFAULT_BASE_URL, SIGN_IN_URL, TOKEN_PATH } from '../../core/crm/hubspot/endpoints';
import hubSpotScopes from '../../core/crm/hubspot/scopes.json';
import {
  SIGN_IN_URL as PIPEDRIVE_SIGN_IN_URL,
  TOKEN_URL as PIPEDRIVE_TOKEN_URL,
} from '../../core/crm/pipedrive/endpoints';
import { GRANTS_PATH, LOGIN_HOST, SIGN_IN_PATH } from '../../core/crm/salesforce/endpoints';

export interface OAuthAddresses {
  signIn: string;
  token: string;
}

/** The optional scopes are given where the app offers them: leads, and properties of calls and tasks, where those have scopes of their own. */
export const hubSpotOAuth: OAuthAddresses & { scope: string; optional: string } = {
  signIn: SIGN_IN_URL,
  token: `={{($self["baseUrl"] || "${DEFAULT_BASE_URL}") + "${TOKEN_PATH}"}}`,
  scope: hubSpotScopes.required.join(' '),
  optional: `optional_scope=${hubSpotScopes.optional.join('%20')}`,
};

const { origin, pathname } = new URL(PIPEDRIVE_TOKEN_URL);
export const pipedriveOAuth: OAuthAddresses = {
  signIn: PIPEDRIVE_SIGN_IN_URL,
  token: `={{($self["baseUrl"] || "${origin}") + "${pathname}"}}`,
};

/** Host that signs in, of `object`.loginHost, with https in front where it was left out. */
export const salesforceHost = (object: '$self' | '$credentials'): string =>
  `(${object}["loginHost"] || "${LOGIN_HOST}").trim().replace(/^(?!https?:)/i, "https://").replace(/\\/+$/, "")`;
export const salesforceOAuth: OAuthAddresses = {
  signIn: `={{${salesforceHost('$self')} + "${SIGN_IN_PATH}"}}`,
  token: `={{${salesforceHost('$self')} + "${GRANTS_PATH}"}}`,
};
