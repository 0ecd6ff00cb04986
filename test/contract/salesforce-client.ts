import type { FakeSalesforce } from '../../sandbox/salesforce/types';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON, else the text. */
  body: unknown;
}
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;
export const API = '/services/data/v67.0';

/** A bare client of the fake: JSON in, JSON out, no retries. Paths without /services are below the API's root. */
export function clientOf(fake: FakeSalesforce, token = fake.token): Call {
  return async (method, path, body, headers = {}) => {
    const url = fake.url + (path.startsWith('/services') ? path : API + path);
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${token}`,
        ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isForm ? body : body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as unknown) : text,
    };
  };
}
/** Runs a statement; its records, or the refusal as it came. */
export async function soql(call: Call, text: string): Promise<Record<string, unknown>[]> {
  const { status, body } = await call('GET', `/query?q=${encodeURIComponent(text)}`);
  return status === 200
    ? (body as { records: Record<string, unknown>[] }).records
    : (body as Record<string, unknown>[]);
}

export interface Part {
  referenceId: string;
  httpStatusCode: number;
  body: unknown;
  httpHeaders: Record<string, string>;
}
/** Sends a composite of [method, resource, body, headers] by reference id; gives its parts by the same. */
export async function composite(
  call: Call,
  parts: Record<string, [method: string, path: string, body?: unknown, httpHeaders?: Record<string, string>]>,
  allOrNone = true,
): Promise<Record<string, Part>> {
  const compositeRequest = Object.entries(parts).map(([referenceId, [method, path, body, httpHeaders]]) => ({
    method,
    referenceId,
    url: API + path,
    ...(body === undefined ? {} : { body }),
    ...(httpHeaders ? { httpHeaders } : {}),
  }));
  const answer = await call('POST', '/composite', { allOrNone, collateSubrequests: false, compositeRequest });
  const { compositeResponse = [] } = answer.body as { compositeResponse?: Part[] };
  return Object.fromEntries(compositeResponse.map((part) => [part.referenceId, part]));
}
/** `@{ref.id}` of a part. */
export const idOf = (part: Part | undefined): string =>
  String((part?.body as { id?: unknown } | undefined)?.id ?? '');
/** errorCode of a refused part. */
export const codeOf = (part: Part | undefined): unknown =>
  (part?.body as { errorCode?: unknown }[] | undefined)?.[0]?.errorCode;
