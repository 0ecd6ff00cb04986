import type {
  IAllExecuteFunctions,
  IExecuteFunctions,
  IHttpRequestMethods,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
  IN8nHttpFullResponse,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { TransportFault } from '../../../core/http/errors';
import { boundedText } from '../../../core/http/redact';
import type { HttpRequest, HttpResponse, Transport } from '../../../core/http/types';
import { keepingSecrets, secretsIn } from '../../../core/http/secrets';
import { checkAddress } from './address';
import { SetUpError } from './errors';
import { answerIn, networkFault } from './fault';
import type { SignIn } from './sign-ins';

export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions;

/** A request without its own limit must not wait for n8n's 5 minutes. */
const TIMEOUT_MS = 30_000;
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

function optionsOf(request: HttpRequest, renews: boolean): IHttpRequestOptions {
  const options: IHttpRequestOptions = {
    method: request.method satisfies IHttpRequestMethods,
    url: request.url,
    headers: { ...request.headers },
    // A stream where the length is capped: n8n itself would read an answer of any length.
    encoding:
      request.answer !== 'binary' ? 'text' : request.maxBytes === undefined ? 'arraybuffer' : 'stream',
    returnFullResponse: true,
    ignoreHttpStatusErrors: renews ? { ignore: true, except: RENEW_ON } : true,
    disableFollowRedirect: request.followRedirects !== true,
    timeout: request.timeoutMs ?? TIMEOUT_MS,
    ...bodyFor(request),
  };
  if (request.query) options.qs = request.query;
  if (request.signal) options.abortSignal = request.signal;
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

function toResponse(answer: IN8nHttpFullResponse, request: HttpRequest): HttpResponse {
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(headers),
    body: bodyOf(answer.body, request.answer),
  };
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
/** The bytes of a capped answer. Leaving the loop early closes the connection. */
async function readUpTo(body: AsyncIterable<Uint8Array>, max: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > max) throw new TransportFault('the answer is larger than it may be', 'tooLarge', true);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The renewal of the token was refused: told as the 401 it is, so that one place words it. */
function refused(context: RequestContext, error: unknown, credential: string): HttpResponse {
  const name = context.getNode().credentials?.[credential]?.name ?? credential;
  const { cause } = error instanceof Error ? error : {};
  const why = cause instanceof SetUpError ? `: ${cause.message}` : '';
  const message = `the access token of the credential "${name}" could not be renewed${why}`;
  return { status: 401, headers: {}, body: { message } };
}

/**
 * Takes what a request threw, and the credential when n8n renews it; returns the answer it hides, or throws the network's
 * fault or n8n's own error.
 */
function settle(
  context: RequestContext,
  error: unknown,
  request: HttpRequest,
  renewed: string | null,
): HttpResponse {
  if (error instanceof TransportFault) throw error;
  const answer = answerIn(error);
  if (answer) return { ...answer, body: bodyOf(answer.body, request.answer) };
  const fault = networkFault(error);
  if (fault) throw fault;
  if (renewed !== null) return refused(context, error, renewed);
  if (error instanceof NodeApiError || error instanceof NodeOperationError) throw error;
  // The error itself may hold the request with its headers.
  const why = boundedText(error instanceof Error ? error.message : String(error));
  throw new NodeOperationError(context.getNode(), why);
}

/** Sends with a credential of the node; n8n adds the authentication and renews a token once on a 401. */
export function credentialTransport(
  context: RequestContext,
  { credential, renews }: Pick<SignIn, 'credential' | 'renews'>,
): Transport {
  const send: Transport = async (request) => {
    try {
      const options = optionsOf(request, renews);
      const answer = (await context.helpers.httpRequestWithAuthentication.call(
        context as IAllExecuteFunctions,
        credential,
        options,
      )) as IN8nHttpFullResponse;
      return toResponse(answer, request);
    } catch (error) {
      return settle(context, error, request, renews ? credential : null);
    }
  };
  return keepingSecrets(send, async () => secretsIn(await context.getCredentials(credential)));
}

/** Sends without any credential: recordings carry their own token in the link. */
export function plainTransport(context: RequestContext): Transport {
  return async (request) => {
    try {
      const options = optionsOf(request, false);
      await checkAddress(context, request);
      const answer = toResponse(
        (await context.helpers.httpRequest(options)) as IN8nHttpFullResponse,
        request,
      );
      const { maxBytes } = request;
      if (maxBytes === undefined || !isStream(answer.body)) return answer;
      return { ...answer, body: await readUpTo(answer.body, maxBytes) };
    } catch (error) {
      return settle(context, error, request, null);
    }
  };
}
