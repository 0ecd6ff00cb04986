/** Ways to sign in to Pipedrive (crm-apis.md §4.1). */
import type { AccountKind } from '../account';
import { TOKEN_URL } from './endpoints';

/** https without path and without trailing slash; null for anything else. */
function origin(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : null;
  } catch {
    return null;
  }
}
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
    baseUrlIn: ({ api_domain }) => origin(api_domain),
  },
];
