import type { SandboxAnswer } from '../../common/types';
import { badJson, Refusal } from '../errors';
import { asObject } from '../write/read-values';
import { fill, UnknownReference } from './references';
import type { ApiCall, ApiContext, ApiHandler } from './types';

/** Most parts of a composite, and how many of them may be queries or collections. */
export const MAX_PARTS = 25;
export const MAX_QUERIES = 5;
const KEYS = new Set(['method', 'url', 'referenceId', 'body', 'httpHeaders']);
const ALLOWED = /^(sobjects|query|queryAll|composite\/sobjects|ui-api|connect)(\/|$)/i;
const COUNTED = /^(query|queryAll|composite\/sobjects)(\/|$)/i;
/** What a part takes over from the composite's own headers; anything else it names itself. */
const INHERITED = ['accept', 'authorization', 'content-type'];
const ROLLED_BACK = 'The transaction was rolled back since another operation in the same transaction failed.';

interface Part {
  method: string;
  url: string;
  referenceId: string;
  body: unknown;
  httpHeaders: Record<string, string>;
}
interface PartAnswer {
  body: unknown;
  httpHeaders: Record<string, string>;
  httpStatusCode: number;
  referenceId: string;
}

const limit = (message: string): Refusal => new Refusal(400, 'LIMIT_EXCEEDED', message);
/** "/services/data/v67.0/query?q=…" → version and resource. */
function locate(url: string): { version: string; resource: string; query: URLSearchParams } | null {
  const match = /^\/services\/data\/(v\d+\.\d)\/([^?]+)(?:\?(.*))?$/.exec(url);
  return match
    ? { version: match[1] ?? '', resource: match[2] ?? '', query: new URLSearchParams(match[3] ?? '') }
    : null;
}

function readPart(raw: unknown): Part {
  const given = asObject(raw);
  if (!given) throw badJson('Cannot deserialize a composite subrequest.');
  const unknown = Object.keys(given).find((key) => !KEYS.has(key));
  if (unknown) throw badJson(`Unrecognized field "${unknown}" at [line:1, column:1]`);
  const { method, url, referenceId, body, httpHeaders = {} } = given;
  if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string')
    throw badJson('A composite subrequest needs method, url and referenceId.');
  if (!/^[A-Za-z0-9][A-Za-z0-9_]*$/.test(referenceId))
    throw new Refusal(
      400,
      'INVALID_INPUT',
      `Provided referenceId ('${referenceId}') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').`,
    );
  return { method, url, referenceId, body, httpHeaders: httpHeaders as Record<string, string> };
}

function readParts(body: unknown): { parts: Part[]; allOrNone: boolean } {
  const { compositeRequest, allOrNone = false, collateSubrequests = false, ...more } = asObject(body) ?? {};
  const unknown = Object.keys(more)[0];
  if (unknown) throw badJson(`Unrecognized field "${unknown}" at [line:1, column:1]`);
  if (!Array.isArray(compositeRequest)) throw badJson('compositeRequest is missing.');
  if (typeof allOrNone !== 'boolean' || typeof collateSubrequests !== 'boolean')
    throw badJson('allOrNone and collateSubrequests must be boolean.');
  const parts = compositeRequest.map(readPart);
  if (parts.length > MAX_PARTS)
    throw limit(`Composite requests can contain a maximum of ${MAX_PARTS} subrequests.`);
  const counted = parts.filter(({ url }) => COUNTED.test(locate(url)?.resource ?? '')).length;
  if (counted > MAX_QUERIES)
    throw limit(
      `Up to ${MAX_QUERIES} of the subrequests can be Query, QueryAll or sObject Collections operations.`,
    );
  const ids = parts.map(({ referenceId }) => referenceId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice)
    throw new Refusal(
      400,
      'INVALID_INPUT',
      `Duplicate referenceId provided in the composite request: ${twice}`,
    );
  return { parts, allOrNone };
}

/** Runs one part; its refusal becomes its answer. */
function runPart(
  context: ApiContext,
  call: ApiCall,
  part: Part,
  earlier: Map<string, unknown>,
  api: ApiHandler,
): SandboxAnswer {
  try {
    const url = fill(part.url, earlier) as string;
    const where = locate(url);
    if (!where || !ALLOWED.test(where.resource))
      throw new Refusal(400, 'INVALID_INPUT', `The URL ${url} is not supported in a composite request.`);
    const own = Object.entries(part.httpHeaders).map(([name, value]) => [name.toLowerCase(), String(value)]);
    const inherited = INHERITED.flatMap((name) => (call.headers[name] ? [[name, call.headers[name]]] : []));
    const answer = api(context, {
      method: part.method.toUpperCase(),
      path: where.resource.split('/').filter(Boolean).map(decodeURIComponent),
      version: where.version,
      query: where.query,
      headers: Object.fromEntries([...inherited, ...own]) as Record<string, string>,
      body: fill(part.body, earlier),
    });
    return answer ?? new Refusal(404, 'NOT_FOUND', 'The requested resource does not exist').answer();
  } catch (error) {
    if (error instanceof UnknownReference)
      return new Refusal(400, 'PROCESSING_HALTED', error.message).answer();
    if (error instanceof Refusal) return error.answer();
    throw error;
  }
}

/** POST /composite: the parts in order, later ones with values of earlier ones; all or nothing when so asked. */
export function compositeApi(context: ApiContext, call: ApiCall, api: ApiHandler): SandboxAnswer {
  const { parts, allOrNone } = readParts(call.body);
  const rollBack = context.org.snapshot();
  const earlier = new Map<string, unknown>();
  const answers: PartAnswer[] = [];
  const halted = (referenceId: string): PartAnswer => ({
    body: [{ errorCode: 'PROCESSING_HALTED', message: ROLLED_BACK }],
    httpHeaders: {},
    httpStatusCode: 400,
    referenceId,
  });
  for (const part of parts) {
    const { referenceId } = part;
    const { status, headers = {}, body = null } = runPart(context, call, part, earlier, api);
    const failed = status >= 300 && status !== 304;
    const answer: PartAnswer = { body, httpHeaders: headers, httpStatusCode: status, referenceId };
    if (failed && allOrNone) {
      rollBack();
      return {
        status: 200,
        body: { compositeResponse: parts.map((one) => (one === part ? answer : halted(one.referenceId))) },
      };
    }
    if (!failed) earlier.set(referenceId, body);
    answers.push(answer);
  }
  return { status: 200, body: { compositeResponse: answers } };
}
