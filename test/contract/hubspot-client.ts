import type { FakeHubSpot } from '../../sandbox/hubspot/types';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}
export type Call = (method: string, path: string, body?: unknown, token?: string) => Promise<Answer>;

/** A bare client of the fake: JSON in, JSON out, no retries. */
export function clientOf(fake: FakeHubSpot): Call {
  return async (method, path, body, token = fake.token) => {
    const response = await fetch(fake.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const parsed = isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : { text };
    return { status: response.status, headers: response.headers, body: parsed };
  };
}
