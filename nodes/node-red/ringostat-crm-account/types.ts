import type { CrmId } from '../../../core/plan/types';

/** Settings of the config node "CRM account", for both halves. */
export interface AccountNodeSettings {
  version: number;
  name: string;
  crm: CrmId;
  auth: 'serviceKey' | 'oauth2';
  /** Empty: the vendor's. */
  baseUrl: string;
}
export interface AccountCredentials {
  serviceKey?: string;
  clientId?: string;
  clientSecret?: string;
  refreshToken?: string;
}
