import type { FakeNetHunt } from '../../sandbox/nethunt/types';

export interface Answer {
  status: number;
  type: string;
  /** Parsed where it is JSON, else the text. */
  body: unknown;
}
/** Takes a fake; returns a function that sends one request with its key (or another authorization). */
export function clientOf(fake: FakeNetHunt, authorization?: string) {
  const basic = `Basic ${Buffer.from(`${fake.email}:${fake.apiKey}`).toString('base64')}`;
  return async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${fake.url}${path}`, {
      method,
      headers: {
        authorization: authorization ?? basic,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    return {
      status: answer.status,
      type,
      body: type.includes('json') ? (JSON.parse(text) as unknown) : text,
    };
  };
}
