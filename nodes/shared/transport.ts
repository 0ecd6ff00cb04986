import type {
  IAllExecuteFunctions,
  IHttpRequestMethods,
  IHttpRequestOptions,
  IN8nHttpFullResponse,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { deadlineOf, IDLE_MS } from '../../core/http/bounds';
import { TransportFault } from '../../core/http/errors';
import { errorChain, networkFault } from '../../core/http/network-fault';
import { boundedText } from '../../core/http/redact';
import type { HttpRequest, HttpResponse, Transport } from '../../core/http/types';
import { keepingSecrets, secretsIn, withoutSecrets } from '../../core/http/secrets';
import { passesByItself, tokenRefusal } from '../../core/http/token-refusal';
import { checkAddress } from './address';
import { SetUpError } from './errors';
import { answerIn } from './fault';
import { readAnswer, withinDeadline } from './read-answer';
import type { RequestContext } from './request-context';
import type { SignIn } from './sign-ins';
import { sparingRenewals } from './vain-renewals';

/** Answers that a new token may cure: n8n sees them only as errors. */
const RENEW_ON = [401];

/** Fields of a request that carries a body, by the way it is given. */
function bodyFor({ json, form, raw, headers }: HttpRequest): Pick<IHttpRequestOptions, 'body' | 'headers'> {
  if (json !== undefined) {
    const types = { accept: 'application/json', 'content-type': 'application/json' };
    return { body: JSON.stringify(json), headers: { ...types, ...headers } };
  }
  if (form) return { body: new URLSearchParams(form) };
  if (!raw) return {};
  // A copy-free view: recordings are megabytes.
  const body = Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.byteLength);
  return { body, headers: { accept: 'application/json', ...headers, 'content-type': raw.contentType } };
}

function optionsOf(request: HttpRequest, renews: boolean, signal: AbortSignal): IHttpRequestOptions {
  const options: IHttpRequestOptions = {
    method: request.method satisfies IHttpRequestMethods,
    url: request.url,
    headers: { ...request.headers },
    // A stream: n8n itself would read an answer of any length, for any time.
    encoding: 'stream',
    returnFullResponse: true,
    ignoreHttpStatusErrors: renews ? { ignore: true, except: RENEW_ON } : true,
    disableFollowRedirect: request.followRedirects !== true,
    timeout: request.timeoutMs ?? IDLE_MS,
    abortSignal: signal,
    ...bodyFor(request),
  };
  if (request.query) options.qs = request.query;
  return options;
}

function bodyOf(body: unknown, answer: HttpRequest['answer']): unknown {
  if (answer === 'binary' || answer === 'text' || typeof body !== 'string') return body;
  if (body === '') return null;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

/** The answer with its body read. */
async function toResponse(
  { statusCode, headers, body }: IN8nHttpFullResponse,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const told = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  const read = await readAnswer(body, request, signal);
  return { status: statusCode, headers: Object.fromEntries(told), body: bodyOf(read, request.answer) };
}

/** What the token server said when n8n renewed a token, where n8n's error holds its answer. */
function tokenAnswerIn(error: unknown): { status: number; body: unknown } | null {
  for (const { status, body } of errorChain(error)) {
    if (body !== undefined && body !== null)
      return { status: Number(status) || 400, body: typeof body === 'string' ? bodyOf(body, 'auto') : body };
  }
  return null;
}

/**
 * The renewal of the token was refused: told as the 401 it is, so that one place words it. Throws TransportFault for a refusal
 * that passes by itself.
 */
async function refused(context: RequestContext, error: unknown, credential: string): Promise<HttpResponse> {
  const name = context.getNode().credentials?.[credential]?.name ?? credential;
  const { cause } = error instanceof Error ? error : {};
  const answer = tokenAnswerIn(error);
  const secrets = answer ? secretsIn(await context.getCredentials(credential)) : [];
  const said = answer ? String(withoutSecrets(tokenRefusal(answer.body).said, secrets)) : '';
  // Renewed too often, or side by side with another worker: nobody has to connect anything again.
  if (answer && passesByItself(answer.status, answer.body))
    throw new TransportFault(
      `the token server of the credential "${name}" answered ${answer.status}${said ? `: ${said}` : ''}`,
      'connection',
      false,
    );
  const words = cause instanceof SetUpError ? cause.message : said;
  const why = words ? `: ${words}` : '';
  const message = `the access token of the credential "${name}" could not be renewed${why}`;
  return { status: 401, headers: {}, body: { message } };
}

/**
 * Takes what a request threw, and the credential when n8n renews it; returns the answer it hides, or throws the network's
 * fault or n8n's own error.
 */
async function settle(
  context: RequestContext,
  error: unknown,
  request: HttpRequest,
  renewed: string | null,
  signal: AbortSignal,
): Promise<HttpResponse> {
  if (error instanceof TransportFault) throw error;
  const answer = answerIn(error);
  if (answer)
    return { ...answer, body: bodyOf(await readAnswer(answer.body, request, signal), request.answer) };
  const fault = networkFault(error);
  if (fault) throw fault;
  if (renewed !== null) return refused(context, error, renewed);
  if (error instanceof NodeApiError || error instanceof NodeOperationError) throw error;
  // The error itself may hold the request with its headers.
  const why = boundedText(error instanceof Error ? error.message : String(error));
  throw new NodeOperationError(context.getNode(), why);
}

type Send = (options: IHttpRequestOptions) => Promise<unknown>;

/** Sends once and reads the answer, all within the request's deadline. `renewed`: the credential, when n8n renews its token. */
function sendOnce(
  context: RequestContext,
  request: HttpRequest,
  renewed: string | null,
  send: Send,
): Promise<HttpResponse> {
  return withinDeadline(deadlineOf(request), request.signal, async (signal) => {
    try {
      const answer = (await send(optionsOf(request, renewed !== null, signal))) as IN8nHttpFullResponse;
      return await toResponse(answer, request, signal);
    } catch (error) {
      return settle(context, error, request, renewed, signal);
    }
  });
}

/**
 * Sends with a credential of the node; n8n adds the authentication and renews a token once on a 401. `stale`: whether a 401 with
 * this body is cured by that; absent: always.
 */
export function credentialTransport(
  context: RequestContext,
  { credential, renews }: Pick<SignIn, 'credential' | 'renews'>,
  stale?: (body: unknown) => boolean,
): Transport {
  const { httpRequestWithAuthentication } = context.helpers;
  const send: Send = (options) =>
    httpRequestWithAuthentication.call(context as IAllExecuteFunctions, credential, options);
  const once = (request: HttpRequest, renewing: boolean): Promise<HttpResponse> =>
    sendOnce(context, request, renewing ? credential : null, send);
  const id = context.getNode().credentials?.[credential]?.id;
  return keepingSecrets(
    renews && stale && id ? sparingRenewals(id, stale, once) : (request) => once(request, renews),
    async () => secretsIn(await context.getCredentials(credential)),
  );
}

/** Sends without any credential: recordings carry their own token in the link. */
export function plainTransport(context: RequestContext): Transport {
  return (request) =>
    sendOnce(context, request, null, async (options) => {
      await checkAddress(context, request);
      return (await context.helpers.httpRequest(options)) as unknown;
    });
}
