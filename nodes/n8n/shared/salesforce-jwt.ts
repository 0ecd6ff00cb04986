/** Salesforce's JWT bearer flow in n8n, which has no OAuth grant for it: the credential fetches its tokens by itself. */
import type {
  ICredentialDataDecryptedObject,
  IDataObject,
  IHttpRequestHelper,
  IHttpRequestOptions,
} from 'n8n-workflow';
import { providers } from '../../../core/crm/registry';
import { accountKey } from '../../../core/http/account-key';
import { createRenewals } from '../../../core/http/renewals';
import { serverTime } from '../../../core/http/server-clock';
import { valuesOf, withoutSlash } from './base-url';
import { clock } from './clock';
import { SetUpError } from './errors';

/** All requests of the account wait for the token: a server that hangs must not hold them longer. */
const TIMEOUT_MS = 10_000;

interface Answer {
  statusCode: number;
  headers?: Record<string, unknown>;
  body?: IDataObject;
}

function refusal(answer: Answer): SetUpError {
  const body = answer.body ?? {};
  const words = [body['error'], body['error_description']].filter((text) => typeof text === 'string');
  const why = words.length > 0 ? words.join(', ').slice(0, 200) : 'no access token in the answer';
  return new SetUpError(
    `Salesforce refused to sign in with the JWT (status ${answer.statusCode}: ${why})`,
    'Check client ID, username, private key and login host, and that the app is approved for the user.',
  );
}

/** What n8n keeps in the credential. */
interface SignedIn extends IDataObject {
  accessToken: string;
  /** Address of the org; empty when Salesforce did not tell. */
  instanceUrl: string;
}

async function signIn(
  { helpers }: IHttpRequestHelper,
  credentials: ICredentialDataDecryptedObject,
): Promise<SignedIn> {
  const kind = providers['salesforce']?.accounts.find(({ id }) => id === 'jwt');
  if (!kind?.token) throw new SetUpError('Salesforce with JWT is not supported', 'Choose OAuth2.');
  const { token: tokenFor } = kind;
  const ask = async (now: number): Promise<Answer> => {
    const { url, form, headers = {} } = tokenFor(valuesOf(credentials), '', now);
    return (await helpers.httpRequest({
      method: 'POST',
      url,
      body: new URLSearchParams(form),
      headers: { accept: 'application/json', ...headers },
      // 400 and 401 are Salesforce's words on the credential; with 5xx a later try may do.
      ignoreHttpStatusErrors: { ignore: true, except: [429, 500, 502, 503, 504] },
      returnFullResponse: true,
      timeout: TIMEOUT_MS,
    })) as Answer;
  };
  let answer = await ask(clock.now());
  // What is signed holds the time: with a clock that is off Salesforce refuses it, and tells its own.
  const theirs = [400, 401].includes(answer.statusCode)
    ? serverTime(answer.headers ?? {}, clock.now())
    : null;
  if (theirs !== null) answer = await ask(theirs);
  const token = answer.body?.['access_token'];
  if (typeof token !== 'string' || token === '') throw refusal(answer);
  return { accessToken: token, instanceUrl: withoutSlash(kind.baseUrlIn?.(answer.body ?? {})) };
}

/** n8n renews per request that met a 401, with the credential as that request read it: executions know nothing of each other. */
const renewals = createRenewals<SignedIn>(clock);

/** Whatever decides who signs in, and where. */
function accountOf(credentials: ICredentialDataDecryptedObject): string {
  const { clientId = '', username = '', privateKey = '', loginHost = '' } = valuesOf(credentials);
  return accountKey('salesforce', loginHost, [clientId, username, privateKey].join('\n'));
}

/**
 * Takes the credential's values; returns the new access token and the address of the org, both kept in the credential by
 * n8n. Executions whose tokens ran out together share one sign-in; a credential without a token signs in. Throws SetUpError
 * when Salesforce refuses, and the request's own error when it does not answer.
 */
export async function salesforceJwtToken(
  helper: IHttpRequestHelper,
  credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
  const held = credentials['accessToken'];
  const token = await renewals(accountOf(credentials), typeof held === 'string' ? held : '', () =>
    signIn(helper, credentials),
  );
  return { ...token };
}

/**
 * Adds the token. The org's address is known only after the first token, so until then requests are made out to the login
 * host: they are sent to the org here, unless a base URL was typed in.
 */
export function atInstance(
  credentials: ICredentialDataDecryptedObject,
  options: IHttpRequestOptions,
): IHttpRequestOptions {
  const headers = { ...options.headers, Authorization: `Bearer ${String(credentials['accessToken'])}` };
  const instance = withoutSlash(credentials['instanceUrl']);
  if (withoutSlash(credentials['baseUrl']) !== '' || instance === '') return { ...options, headers };
  if (options.baseURL) return { ...options, headers, baseURL: instance };
  return { ...options, headers, url: options.url.replace(/^https?:\/\/[^/?#]+/, instance) };
}
