/** Download of a recording. The link is untrusted, so it is followed to Ringostat's hosts only, and to those the user added. */
import { TransportFault } from '../http/errors';
import { noAnswer } from '../http/faults';
import { retryAfter } from '../http/retry';
import type { HttpResponse, Transport } from '../http/types';
import { ringostatError, SYSTEM } from './errors';
import { recordingAddress } from './networks';
import type { Recording } from './types';

const HOSTS = ['ringostat.com', 'ringostat.net'];
const MAX_REDIRECTS = 3;
/** A WAV takes about 1.9 MB a minute: most of an hour. It is held in memory, beside those of other calls. */
export const MAX_RECORDING_BYTES = 100 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

const hostOf = ({ hostname }: URL): string => hostname.toLowerCase().replace(/\.$/, '');
const isNamed = (host: string, extraHosts: string[]): boolean =>
  extraHosts.some((extra) => extra.trim().toLowerCase() === host);

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
  const host = hostOf(url);
  if (/^[\d.]+$/.test(host) || host.includes(':')) return false;
  return HOSTS.some((known) => host === known || host.endsWith(`.${known}`)) || isNamed(host, extraHosts);
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
  const facts = { status, waitMs: retryAfter(response.headers, null) };
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

function refuseSize(): never {
  throw ringostatError(
    'permanent',
    `the recording is larger than ${MAX_RECORDING_BYTES / 1024 / 1024} MB, so it was not downloaded.`,
    { advice: 'Listen to it in Ringostat; the link in the CRM leads there.' },
  );
}

function refuseAddress(named: boolean): never {
  throw ringostatError('permanent', 'the host of the recording leads to an address inside a network.', {
    advice: named
      ? 'A link-local or reserved address is never asked: correct the DNS entry of the host.'
      : 'Nothing was sent there. If recordings are kept in your own network, add this very host to the allowed recording hosts; else ask who changed its DNS entry.',
  });
}

/** Sends once; what breaks on the way becomes an error without the link. */
async function get(files: Transport, url: string, named: boolean): Promise<HttpResponse> {
  try {
    const maxBytes = MAX_RECORDING_BYTES;
    return await files({
      method: 'GET',
      url,
      answer: 'binary',
      followRedirects: false,
      timeoutMs: TIMEOUT_MS,
      maxBytes,
      addressAllowed: (address) => recordingAddress(address, named),
    });
  } catch (fault) {
    if (!(fault instanceof TransportFault)) throw fault;
    if (fault.reason === 'tooLarge') refuseSize();
    if (fault.reason === 'address') refuseAddress(named);
    throw noAnswer(SYSTEM, 'downloading the recording', fault, false);
  }
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
 * are followed by hand, each to an allowed host, and never to an address inside a network unless the user allowed that very
 * host. Throws CrmError; no message holds the link, it carries a token.
 */
export async function downloadRecording(
  files: Transport,
  link: string,
  extraHosts: string[] = [],
): Promise<Recording> {
  let url = link;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    if (!isRecordingLink(url, extraHosts)) refuseHost(hop > 0);
    // Only what was checked is asked: what another parser makes of the same text does not count.
    const target = new URL(url);
    const checked = target.href;
    const response = await get(files, checked, isNamed(hostOf(target), extraHosts));
    const location = response.headers.location;
    if (response.status >= 300 && response.status < 400 && location) {
      url = parse(location, checked)?.href ?? '';
      continue;
    }
    if (response.status < 200 || response.status > 299) refuseStatus(response);
    const contentType = response.headers['content-type'] ?? 'application/octet-stream';
    if (/text\/html/i.test(contentType)) refuseStatus({ ...response, status: 404 });
    if (Number(response.headers['content-length'] ?? 0) > MAX_RECORDING_BYTES) refuseSize();
    const bytes = bytesOf(response.body);
    if (bytes.length > MAX_RECORDING_BYTES) refuseSize();
    const fileName = new URL(checked).pathname.split('/').pop() ?? '';
    return {
      bytes,
      contentType,
      fileName: fileName.replace(/[^\w.-]/g, '_') || 'recording',
    };
  }
  throw ringostatError('permanent', 'the recording was moved too often.');
}
