/** Ways to sign in to Pipedrive (docs/reference/pipedrive.md#addresses-and-versions). */
import type { AccountKind } from '../account';
import { toldAddress } from '../told-address';
import { pipedrive } from '../vendor-hosts.json';
import { TOKEN_URL } from './endpoints';

/** Base64 of a text as UTF-8. */
const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

export const ACCOUNTS: AccountKind[] = [
  {
    id: 'apiToken',
    label: 'API token',
    fields: [{ name: 'apiToken', label: 'API token', secret: true, required: true }],
    // In a header, so that it lands in no log of addresses.
    sign: ({ apiToken = '' }) => ({ 'x-api-token': apiToken.trim() }),
  },
  {
    id: 'oAuth2',
    label: 'OAuth2',
    fields: [
      { name: 'clientId', label: 'Client ID', secret: false, required: true },
      { name: 'clientSecret', label: 'Client secret', secret: true, required: true },
      { name: 'refreshToken', label: 'Refresh token', secret: true, required: true },
    ],
    token: ({ clientId = '', clientSecret = '', baseUrl }, refreshToken) => ({
      url: baseUrl ? `${baseUrl}/oauth/token` : TOKEN_URL,
      form: { grant_type: 'refresh_token', refresh_token: refreshToken },
      scheme: 'Bearer',
      headers: { authorization: `Basic ${base64(`${clientId}:${clientSecret}`)}` },
    }),
    baseUrlIn: ({ api_domain }, { baseUrl }) => toldAddress('Pipedrive', pipedrive, api_domain, [baseUrl]),
  },
];
