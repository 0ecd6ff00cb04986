/** The lab reads a fake through the vendor's API without being recorded, limited or hit by faults. */
import type { SandboxRequest } from './types';

export const READER_TOKEN = 'sandbox-reader';
export const isReader = ({ headers }: SandboxRequest): boolean =>
  (headers.authorization ?? '').endsWith(` ${READER_TOKEN}`);

/** Sends one JSON request as the reader; returns the parsed answer, null when it is empty. Throws on any refusal. */
export async function readAs(
  url: string,
  init: { method?: string; body?: unknown; scheme?: string } = {},
): Promise<unknown> {
  const answer = await fetch(url, {
    method: init.method ?? 'GET',
    headers: {
      authorization: `${init.scheme ?? 'Bearer'} ${READER_TOKEN}`,
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const text = await answer.text();
  if (answer.status >= 300) throw new Error(`reading ${url}: ${answer.status} ${text}`);
  return text === '' ? null : (JSON.parse(text) as unknown);
}
