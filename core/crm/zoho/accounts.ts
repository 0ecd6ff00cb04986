/** Ways to sign in to Zoho CRM (docs/reference/zoho.md#addresses-data-centres-scopes). */
import type { AccountKind, AccountValues } from '../account';
import { isLoopback, toldAddress } from '../told-address';
import { centreOfApi, DATA_CENTRES, dataCentre, DEFAULT_DATA_CENTRE } from './data-centres';
import { asJson } from './errors';

/** Word before the token. */
export const SCHEME = 'Zoho-oauthtoken';

/**
 * Where tokens come from: the accounts host of the data centre. A base URL of another host is a proxy of the API and never
 * sees client secret and refresh token; only a sandbox on this machine answers for itself.
 */
export function accountsUrl({ dataCentre: id, baseUrl }: AccountValues): string {
  if (baseUrl && isLoopback(baseUrl)) return baseUrl;
  const own = baseUrl ? centreOfApi(baseUrl) : null;
  return `https://${(own ?? dataCentre(id)).accounts}`;
}

/** A 401 for a scope that lacks stays one with every new token, and tokens are counted. */
const STALE = new Set(['INVALID_TOKEN', 'AUTHENTICATION_FAILURE']);
const stale = (body: unknown): boolean => {
  const { code } = asJson(body);
  return typeof code !== 'string' || STALE.has(code);
};

/** Every data centre's API, with its sandboxes. */
const API_DOMAINS = DATA_CENTRES.map(({ api }) => api.replace(/^www\./, ''));

/** `api_domain` of the token's answer: the API base the account really has; null when there is none. */
const apiDomain = ({ api_domain: told }: Record<string, unknown>, values: AccountValues): string | null =>
  toldAddress('Zoho CRM', API_DOMAINS, told, [values.baseUrl, accountsUrl(values)]);

export const ACCOUNTS: AccountKind[] = [
  {
    id: 'oAuth2',
    label: 'OAuth2',
    fields: [
      {
        name: 'dataCentre',
        label: 'Data centre',
        secret: false,
        required: true,
        default: DEFAULT_DATA_CENTRE,
        options: DATA_CENTRES.map(({ id, label }) => ({ value: id, label })),
      },
      { name: 'clientId', label: 'Client ID', secret: false, required: true },
      { name: 'clientSecret', label: 'Client secret', secret: true, required: true },
      { name: 'refreshToken', label: 'Refresh token', secret: true, required: true },
    ],
    baseUrl: ({ dataCentre: id }) => `https://${dataCentre(id).api}`,
    token: (values, refreshToken) => ({
      url: `${accountsUrl(values)}/oauth/v2/token`,
      form: {
        grant_type: 'refresh_token',
        client_id: values.clientId ?? '',
        client_secret: values.clientSecret ?? '',
        refresh_token: refreshToken,
      },
      scheme: SCHEME,
    }),
    stale,
    baseUrlIn: apiDomain,
  },
];
