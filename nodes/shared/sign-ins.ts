/** How nodes sign in to a CRM: which credential type stands for which kind of account (core/crm/account.ts). Data. */
import type { CrmId } from '../../core/model/plan';

/** Stored in nodes for ever. */
export type Authentication = 'serviceKey' | 'oAuth2' | 'jwt' | 'apiKey' | 'apiToken';

export interface SignIn {
  crm: CrmId;
  authentication: Authentication;
  /** As shown in the field Authentication. */
  label: string;
  credential: string;
  /** Kinds of account the credential covers; when several, its field `grantType` says which. */
  kinds: readonly string[];
  /** The host gets a new token when the CRM answers 401. */
  renews: boolean;
}

/** The usual way of each CRM first. */
export const SIGN_INS: readonly SignIn[] = [
  {
    crm: 'hubspot',
    authentication: 'serviceKey',
    label: 'Service Key',
    credential: 'ringostatHubSpotApi',
    kinds: ['serviceKey'],
    renews: false,
  },
  {
    crm: 'hubspot',
    authentication: 'oAuth2',
    label: 'OAuth2',
    credential: 'ringostatHubSpotOAuth2Api',
    kinds: ['oAuth2'],
    renews: true,
  },
  {
    crm: 'salesforce',
    authentication: 'oAuth2',
    label: 'OAuth2',
    credential: 'ringostatSalesforceOAuth2Api',
    kinds: ['oAuth2', 'clientCredentials'],
    renews: true,
  },
  {
    crm: 'salesforce',
    authentication: 'jwt',
    label: 'JWT',
    credential: 'ringostatSalesforceJwtApi',
    kinds: ['jwt'],
    renews: true,
  },
  {
    crm: 'zoho',
    authentication: 'oAuth2',
    label: 'OAuth2',
    credential: 'ringostatZohoOAuth2Api',
    kinds: ['oAuth2'],
    renews: true,
  },
  {
    crm: 'nethunt',
    authentication: 'apiKey',
    label: 'API Key',
    credential: 'ringostatNetHuntApi',
    kinds: ['apiKey', 'apiV2'],
    renews: false,
  },
  {
    crm: 'pipedrive',
    authentication: 'apiToken',
    label: 'API Token',
    credential: 'ringostatPipedriveApi',
    kinds: ['apiToken'],
    renews: false,
  },
  {
    crm: 'pipedrive',
    authentication: 'oAuth2',
    label: 'OAuth2',
    credential: 'ringostatPipedriveOAuth2Api',
    kinds: ['oAuth2'],
    renews: true,
  },
];

/**
 * Field that says how to sign in, in nodes that serve every CRM, per CRM with several ways; one name each, so that changing
 * the CRM never leaves a value the other does not know. Not named `authentication`: n8n's editor hides a field of that
 * name, and every field it depends on, behind the credential.
 */
export const AUTHENTICATION_FIELDS: Readonly<Record<string, string>> = {
  hubspot: 'crmAuthentication',
  salesforce: 'salesforceAuthentication',
  pipedrive: 'pipedriveAuthentication',
};

/** Ways of one CRM, the usual one first. */
export const signInsOf = (crm: string): SignIn[] => SIGN_INS.filter((one) => one.crm === crm);

/** The way a node chose; the usual one when it has no choice. Undefined for an unknown CRM. */
export function signInOf(crm: string, authentication: unknown): SignIn | undefined {
  const ways = signInsOf(crm);
  return ways.find((one) => one.authentication === authentication) ?? ways[0];
}

/** The way that covers this kind of account, e.g. of a test's account. Undefined when the nodes offer none. */
export const signInOfKind = (crm: string, kind: string): SignIn | undefined =>
  signInsOf(crm).find(({ kinds }) => kinds.includes(kind));
