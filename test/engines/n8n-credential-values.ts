/** What n8n makes of a credential: expressions in its fields, and the request that tests it. */

import type {
  ICredentialDataDecryptedObject,
  ICredentialType,
  IDataObject,
  IHttpRequestOptions,
  IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { MemoryCredentials } from './n8n-credentials';
import { setUp } from './n8n-setup';

/**
 * Takes a credential type and what was typed in; returns its fields with expressions worked out and, with the `request`
 * of its test, that request's absolute `url` and its `headers` as the credential signs them.
 */
export async function resolveCredential(
  type: ICredentialType,
  data: ICredentialDataDecryptedObject,
  request?: { baseURL?: string; url?: string },
): Promise<IDataObject> {
  const { additionalData } = setUp({ workflow: { nodes: [], connections: {} }, nodeTypes: {} }, 'internal');
  const helper = new MemoryCredentials([type], { [type.name]: { ...data } });
  const more = additionalData as IWorkflowExecuteAdditionalData;
  const values = await helper.getDecrypted(more, { id: '1', name: type.name }, type.name, 'internal');
  if (!request) return values as IDataObject;
  const shown = { ...values, oauthTokenData: data.oauthTokenData ?? {} };
  const baseURL = helper.resolve(request.baseURL ?? '', shown as ICredentialDataDecryptedObject);
  const path = helper.resolve(request.url ?? '', shown as ICredentialDataDecryptedObject);
  const options: IHttpRequestOptions = { url: `${baseURL}${path}`, headers: {} };
  const signed = await helper.authenticate(values, type.name, options);
  const { auth } = signed;
  const basic = auth
    ? { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
    : {};
  return { url: signed.url, headers: { ...signed.headers, ...basic } as IDataObject };
}
