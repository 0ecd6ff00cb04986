import type { FakeZoho } from '../../sandbox/zoho/types';

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

/** A bare client of the fake: JSON in, JSON out, no retries; an empty body is {}. */
export function zohoClient(fake: FakeZoho): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${fake.url}/crm/v8${path}`, {
      method,
      headers: {
        authorization: `Zoho-oauthtoken ${fake.token}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: response.status, headers: response.headers, body: parsed };
  };
}
export interface Part {
  status: string;
  code: string;
  details: { response?: { status_code: number; body: Record<string, unknown> } } & Record<string, unknown>;
}
export const partsOf = ({ body }: Answer): Part[] => body['__composite_requests'] as Part[];
export const dataOf = ({ body }: Answer): Record<string, unknown>[] =>
  body['data'] as Record<string, unknown>[];
/** Id of the first record that a write tells of. */
export const madeId = (answer: Answer): string => (dataOf(answer)[0]?.['details'] as { id: string }).id;
export const coql = (select_query: string): { select_query: string } => ({ select_query });
