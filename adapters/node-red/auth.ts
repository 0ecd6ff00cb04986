import { createRefreshingTransport } from '../../core/http/oauth';
import type { Transport } from '../../core/http/types';
import type { CrmId } from '../../core/plan/types';
import { clock } from './clock';
import { axiosTransport } from './transport';

/** Secrets of a CRM account; which are needed depends on how it signs in. */
export interface AccountSecrets {
  serviceKey?: string;
  clientId?: string;
  clientSecret?: string;
  refreshToken?: string;
}

/** Where an access token is renewed, below the API's base URL (specs/hubspot/oauth-2026-09). */
const TOKEN_PATH: Partial<Record<CrmId, string>> = { hubspot: '/oauth/2026-09/token' };

/** Transport that signs each request with the account's key, or with an access token renewed when it has run out. */
export function accountAuth(
  account: { crm: CrmId; auth: 'serviceKey' | 'oauth2'; credentials: AccountSecrets },
  baseUrl: string,
): Transport {
  const { serviceKey = '', clientId = '', clientSecret = '', refreshToken = '' } = account.credentials;
  if (account.auth === 'serviceKey') return axiosTransport(() => ({ authorization: `Bearer ${serviceKey}` }));
  return createRefreshingTransport({
    send: axiosTransport(() => ({})),
    tokenUrl: baseUrl + (TOKEN_PATH[account.crm] ?? ''),
    clientId,
    clientSecret,
    refreshToken,
    clock,
  });
}
