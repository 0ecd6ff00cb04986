/** Ways to sign in to HubSpot (crm-apis.md §1.1). */
import type { AccountKind } from '../account';
import { DEFAULT_BASE_URL } from './endpoints';

export const ACCOUNTS: AccountKind[] = [
  {
    id: 'serviceKey',
    label: 'Service key',
    fields: [{ name: 'serviceKey', label: 'Service key', secret: true, required: true }],
    sign: ({ serviceKey = '' }) => ({ authorization: `Bearer ${serviceKey}` }),
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
      // specs/hubspot/oauth-2026-09
      url: `${baseUrl || DEFAULT_BASE_URL}/oauth/2026-09/token`,
      form: {
        grant_type: 'refresh_token',
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
      },
      scheme: 'Bearer',
    }),
  },
];
