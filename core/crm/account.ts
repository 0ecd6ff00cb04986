/** Fields and sign-in methods of a CRM account, as data from which both hosts build their forms. */
import type { Words } from '../model/said';
import type { TokenRequest } from '../http/oauth';

export type { TokenRequest };

export interface AccountField {
  /** Stored for ever: the same in n8n's credential and in Node-RED's account. */
  name: string;
  /** English; Node-RED has its translations under the same name. */
  label: string;
  secret: boolean;
  required: boolean;
  default?: string;
  /** A text of several lines (a private key). */
  multiline?: boolean;
  /** Choices, where there are few (data centre). */
  options?: { value: string; label: string }[];
}

/** Values as entered, by field name; `baseUrl` is there too when the person set one. */
export type AccountValues = Partial<Record<string, string>>;

export interface AccountKind {
  /** Stored: serviceKey, oAuth2, apiToken, apiKey, clientCredentials, jwt. */
  id: string;
  label: string;
  fields: AccountField[];
  /** API base that follows from the values (data centre, domain); null: the provider's default. */
  baseUrl?: (values: AccountValues) => string | null;
  /** Header fields of each request, for keys that do not run out. Exactly one of `sign` and `token` is there. */
  sign?: (values: AccountValues) => Record<string, string>;
  /** Takes the values, the newest refresh token and the time (ms since the epoch). */
  token?: (values: AccountValues, refreshToken: string, now: number) => TokenRequest;
  /** A sentence about a key that belongs to another kind of account, told by its look; null when it may be right. */
  misplaced?: (values: AccountValues) => Words | null;
  /** True when a 401 with this body tells of a token that a new one cures; absent: every 401 does. */
  stale?: (body: unknown) => boolean;
  /**
   * API base that the token's answer tells (Salesforce instance_url, Pipedrive and Zoho api_domain); null when it tells none.
   * Takes the account's values too: throws CrmError for a host that is neither the vendor's nor theirs (toldAddress).
   */
  baseUrlIn?: (answer: Record<string, unknown>, values: AccountValues) => string | null;
}
