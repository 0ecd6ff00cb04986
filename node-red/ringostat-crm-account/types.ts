import type { AccountValues } from '../../core/crm/account';
import type { CrmId } from '../../core/model/plan';

/** Settings of the config node "CRM account", for both halves. */
export interface AccountNodeSettings {
  version: number;
  name: string;
  crm: CrmId;
  /** Id of the way to sign in (AccountKind). */
  auth: string;
  /** Empty: the vendor's. */
  baseUrl: string;
}
/** Values of the way's fields; all are kept as credentials, so that an exported flow holds none. */
export type AccountCredentials = AccountValues;
