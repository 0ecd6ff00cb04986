/** Ways to sign in to Zoho CRM (crm-apis.md §3.1). */
import type { AccountKind, AccountValues } from '../account';
import { centreOfApi, DATA_CENTRES, dataCentre, DEFAULT_DATA_CENTRE } from './data-centres';

/** Word before the token. */
export const SCHEME = 'Zoho-oauthtoken';

/** Where tokens come from: the data centre's accounts host; a base URL that is not Zoho's answers for itself. */
export function accountsUrl({ dataCentre: id, baseUrl }: AccountValues): string {
  const own = baseUrl ? centreOfApi(baseUrl) : null;
  return baseUrl && !own ? baseUrl : `https://${(own ?? dataCentre(id)).accounts}`;
}

/** `api_domain` of the token's answer: the API base the account really has; null when there is none. */
function apiDomain({ api_domain: domain }: Record<string, unknown>): string | null {
  return typeof domain === 'string' && /^https?:\/\/[^\s/]+\/?$/.test(domain)
    ? domain.replace(/\/$/, '')
    : null;
}

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
    baseUrlIn: apiDomain,
  },
];
