/** Ways to sign in to HubSpot. */
import type { AccountKind } from '../account';
import { DEFAULT_BASE_URL, TOKEN_PATH } from './endpoints';

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
      url: `${baseUrl || DEFAULT_BASE_URL}${TOKEN_PATH}`,
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
