/** Salesforce's JWT bearer flow in n8n, which has no OAuth grant for it: the credential fetches its tokens by itself. */
import type {
  ICredentialDataDecryptedObject,
  IDataObject,
  IHttpRequestHelper,
  IHttpRequestOptions,
} from 'n8n-workflow';
import type { AccountKind, TokenRequest } from '../../core/crm/account';
import { providers } from '../../core/crm/registry';
import { accountKey } from '../../core/http/account-key';
import { createRenewals } from '../../core/http/renewals';
import { backoff } from '../../core/http/retry';
import { askInServerTime } from '../../core/http/server-clock';
import { passesByItself, tokenRefusal } from '../../core/http/token-refusal';
import { toText } from '../../core/text/said';
import { instanceOf, valuesOf, withoutSlash } from './base-url';
import { clock } from './clock';
import { SetUpError } from './errors';

/** All requests of the account wait for the token: a server that hangs must not hold them longer. */
const TIMEOUT_MS = 10_000;
/** Sign-ins side by side are refused for a moment; tries in all, the first included. */
const TRIES = 4;

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: IDataObject | undefined;
  /** What to do about a refusal, by the vendor's code. */
  advice: NonNullable<TokenRequest['advice']>;
}

function refusal(answer: Answer): SetUpError {
  const body = answer.body ?? {};
  const words = [body['error'], body['error_description']].filter((text) => typeof text === 'string');
  const why = words.length > 0 ? words.join(', ').slice(0, 200) : 'no access token in the answer';
  const known = answer.advice[tokenRefusal(body).code];
  return new SetUpError(
    `Salesforce refused to sign in with the JWT (status ${answer.status}: ${why})`,
    known
      ? toText(known)
      : 'Check client ID, username, private key and login host, and that the app is approved for the user.',
  );
}

/** Asks again, after a while each time, as long as the refusal is one of the moment. */
async function untilDecided(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    const given = answer.status < 400 && answer.body?.['access_token'] !== undefined;
    if (given || attempt >= TRIES || !passesByItself(answer.status, answer.body)) return answer;
    await clock.sleep(backoff(attempt, Math.random()));
  }
}

/** What n8n keeps in the credential. */
interface SignedIn extends IDataObject {
  accessToken: string;
  /** Address of the org; empty when Salesforce did not tell. */
  instanceUrl: string;
}

const jwtKind = (): AccountKind | undefined =>
  providers['salesforce']?.accounts.find(({ id }) => id === 'jwt');

async function signIn(
  { helpers }: IHttpRequestHelper,
  credentials: ICredentialDataDecryptedObject,
): Promise<SignedIn> {
  const kind = jwtKind();
  if (!kind?.token) throw new SetUpError('Salesforce with JWT is not supported', 'Choose OAuth2.');
  const { token: tokenFor } = kind;
  const ask = (): Promise<Answer> =>
    askInServerTime<TokenRequest, Answer>(
      (now) => tokenFor(valuesOf(credentials), '', now),
      async ({ url, form, headers = {}, advice = {} }) => {
        const {
          statusCode,
          headers: told = {},
          body,
        } = (await helpers.httpRequest({
          method: 'POST',
          url,
          body: new URLSearchParams(form),
          headers: { accept: 'application/json', ...headers },
          // 400 and 401 are Salesforce's words on the credential; with 5xx a later try may do.
          ignoreHttpStatusErrors: { ignore: true, except: [429, 500, 502, 503, 504] },
          returnFullResponse: true,
          timeout: TIMEOUT_MS,
        })) as { statusCode: number; headers?: Record<string, unknown>; body?: IDataObject };
        return { status: statusCode, headers: told, body, advice };
      },
      clock,
    );
  const answer = await untilDecided(ask);
  const token = answer.body?.['access_token'];
  if (typeof token !== 'string' || token === '') throw refusal(answer);
  return {
    accessToken: token,
    instanceUrl: withoutSlash(kind.baseUrlIn?.(answer.body ?? {}, valuesOf(credentials))),
  };
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
  if (withoutSlash(credentials['baseUrl']) !== '') return { ...options, headers };
  const instance = instanceOf(jwtKind(), credentials);
  if (instance === '') return { ...options, headers };
  if (options.baseURL) return { ...options, headers, baseURL: instance };
  return { ...options, headers, url: options.url.replace(/^https?:\/\/[^/?#]+/, instance) };
}
