/** A CRM account as n8n keeps it: what the user typed into the credential, and what "Connect" added to it. */
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import type { AccountKind } from '../../core/crm/account';
import { providers } from '../../core/crm/registry';
import { AUTHENTICATION_FIELDS, signInOfKind } from '../../nodes/shared/sign-ins';
import type { LabAccess } from '../common/lab';

export interface N8nAccount {
  /** Credential type. */
  type: string;
  data: ICredentialDataDecryptedObject;
  /** Parameters that choose the account in an Upsert node. */
  inUpsert: IDataObject;
  /** The same in nodes that serve every CRM. */
  inOthers: IDataObject;
}

/** Grants that n8n itself asks a token for; all others of OAuth2 are connected by a person. */
const OWN_GRANTS = ['clientCredentials'];

/** What a person's "Connect" leaves in the credential: an access token and the refresh token. */
async function connect(kind: AccountKind, access: LabAccess): Promise<IDataObject> {
  const { refreshToken = '' } = access.values;
  const request = kind.token?.({ ...access.values, baseUrl: access.baseUrl }, refreshToken, Date.now());
  if (!request) return {};
  const { url, form, headers = {} } = request;
  const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`The account could not be connected: ${answer.status}`);
  const token = (await answer.json()) as IDataObject;
  return { refresh_token: refreshToken, ...token };
}

/** Takes a lab's access; returns the account. Throws when the nodes offer no such way to sign in. */
export async function n8nAccount(crm: string, access: LabAccess): Promise<N8nAccount> {
  const signIn = signInOfKind(crm, access.kind);
  const kind = providers[crm]?.accounts.find(({ id }) => id === access.kind);
  if (!signIn || !kind) throw new Error(`The nodes do not sign in to ${crm} with ${access.kind}`);
  const { values, baseUrl } = access;
  const data: ICredentialDataDecryptedObject = { ...values, baseUrl };
  const oAuth2 = signIn.authentication === 'oAuth2';
  if (signIn.kinds.length > 1 && (!oAuth2 || OWN_GRANTS.includes(access.kind))) data.grantType = access.kind;
  if (oAuth2 && !OWN_GRANTS.includes(access.kind)) data.oauthTokenData = await connect(kind, access);
  const field = AUTHENTICATION_FIELDS[crm];
  return {
    type: signIn.credential,
    data,
    inUpsert: { authentication: signIn.authentication },
    inOthers: { crm, ...(field ? { [field]: signIn.authentication } : {}) },
  };
}
