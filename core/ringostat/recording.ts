/** Download of a recording. The link comes from outside, so it is followed to Ringostat's hosts only. */
import type { HttpResponse, Transport } from '../http/types';
import { retryAfterMs, ringostatError } from './errors';
import type { Recording } from './types';

const HOSTS = ['ringostat.com', 'ringostat.net'];
const MAX_REDIRECTS = 3;
/** A WAV takes about 1.9 MB a minute. */
const TIMEOUT_MS = 60_000;

function parse(link: string, base?: string): URL | null {
  try {
    return new URL(link, base);
  } catch {
    return null;
  }
}

/**
 * Takes a link and hosts allowed beside Ringostat's; true when it is https on the standard port, without user name,
 * on one of these hosts or a subdomain of Ringostat's. Addresses in digits are never allowed.
 */
export function isRecordingLink(link: string, extraHosts: string[] = []): boolean {
  const url = parse(link);
  if (!url || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return false;
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  if (/^[\d.]+$/.test(host) || host.includes(':')) return false;
  return (
    HOSTS.some((known) => host === known || host.endsWith(`.${known}`)) ||
    extraHosts.some((extra) => extra.trim().toLowerCase() === host)
  );
}

function refuseHost(redirected: boolean): never {
  throw ringostatError(
    'permanent',
    redirected
      ? 'the recording was moved to a host that is not allowed.'
      : 'the link of the recording is not https on a Ringostat host.',
    {
      advice: 'Use the link of the event as it is, or add the host to the allowed recording hosts.',
    },
  );
}

function refuseStatus(response: HttpResponse): never {
  const { status } = response;
  const facts = { status, waitMs: retryAfterMs(response.headers['retry-after']) };
  if (status === 404 || status === 410) {
    throw ringostatError('notFound', 'the recording is not there (yet).', {
      ...facts,
      advice: 'Right after a call try again in a minute; an old recording may have been deleted.',
    });
  }
  if (status === 401 || status === 403) {
    throw ringostatError('notPermitted', 'the token of the recording link is not valid any more.', {
      ...facts,
      advice: 'Read the call from the call log again for a fresh link.',
    });
  }
  if (status === 429) throw ringostatError('rateLimited', 'too many recordings at once.', facts);
  throw ringostatError(
    status >= 500 ? 'temporary' : 'permanent',
    `the recording was answered with HTTP ${status}.`,
    facts,
  );
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw ringostatError('temporary', 'the recording came as text, not as sound.', {
    advice: 'Try again in a minute; the file may not be ready.',
  });
}

/**
 * Takes a transport without the Auth-key, a link and hosts allowed beside Ringostat's. Returns the bytes. Redirects
 * are followed by hand, each to an allowed host. Throws CrmError; no message holds the link, it carries a token.
 */
export async function downloadRecording(
  files: Transport,
  link: string,
  extraHosts: string[] = [],
): Promise<Recording> {
  let url = link;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    if (!isRecordingLink(url, extraHosts)) refuseHost(hop > 0);
    const response = await files({
      method: 'GET',
      url,
      answer: 'binary',
      followRedirects: false,
      timeoutMs: TIMEOUT_MS,
    });
    const location = response.headers.location;
    if (response.status >= 300 && response.status < 400 && location) {
      url = parse(location, url)?.toString() ?? '';
      continue;
    }
    if (response.status < 200 || response.status > 299) refuseStatus(response);
    const contentType = response.headers['content-type'] ?? 'application/octet-stream';
    if (/text\/html/i.test(contentType)) refuseStatus({ ...response, status: 404 });
    const fileName = new URL(url).pathname.split('/').pop() ?? '';
    return {
      bytes: bytesOf(response.body),
      contentType,
      fileName: fileName.replace(/[^\w.-]/g, '_') || 'recording',
    };
  }
  throw ringostatError('permanent', 'the recording was moved too often.');
}
