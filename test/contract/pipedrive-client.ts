import type { FakePipedrive } from '../../sandbox/pipedrive/types';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** A bare client of the fake: JSON (or a form) in, JSON out, no retries. Paths begin after /api. */
export function clientOf(fake: FakePipedrive): Call {
  return async (method, path, body, headers = { 'x-api-token': fake.token }) => {
    const isForm = body instanceof FormData || body instanceof URLSearchParams;
    const response = await fetch(`${fake.url}${path.startsWith('/oauth') ? '' : '/api'}${path}`, {
      method,
      headers: {
        ...headers,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      body: isForm ? body : body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const parsed = isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : { text };
    return { status: response.status, headers: response.headers, body: parsed };
  };
}
export const dataOf = <T = Record<string, unknown>>(answer: Answer): T => answer.body['data'] as T;

/** A form with one sound file. */
export function soundForm(
  name = 'call.mp3',
  type = 'audio/mpeg',
  bytes = [0x49, 0x44, 0x33, 0x0d, 0x0a, 0xff],
): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  return form;
}
