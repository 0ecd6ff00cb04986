/** Download of a recording. The link is untrusted, so it is followed to Ringostat's hosts only, and to those the user added. */
import { said } from '../text/said';
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
    redirected ? said('ringostat.recording.moved') : said('ringostat.recording.link'),
    {
      advice: said('ringostat.recording.link.advice'),
    },
  );
}

function refuseStatus(response: HttpResponse): never {
  const { status } = response;
  const facts = { status, waitMs: retryAfter(response.headers, null) };
  if (status === 404 || status === 410) {
    throw ringostatError('notFound', said('ringostat.recording.absent'), {
      ...facts,
      advice: said('ringostat.recording.absent.advice'),
    });
  }
  if (status === 401 || status === 403) {
    throw ringostatError('notPermitted', said('ringostat.recording.token'), {
      ...facts,
      advice: said('ringostat.recording.token.advice'),
    });
  }
  if (status === 429) throw ringostatError('rateLimited', said('ringostat.recording.many'), facts);
  throw ringostatError(
    status >= 500 ? 'temporary' : 'permanent',
    said('ringostat.recording.answered', { status }),
    facts,
  );
}

function refuseSize(): never {
  throw ringostatError(
    'permanent',
    said('ringostat.recording.large', { max: MAX_RECORDING_BYTES / 1024 / 1024 }),
    { advice: said('ringostat.recording.large.advice') },
  );
}

function refuseAddress(named: boolean): never {
  throw ringostatError('permanent', said('ringostat.recording.inside'), {
    advice: named ? said('ringostat.recording.reserved.advice') : said('ringostat.recording.inside.advice'),
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
    throw noAnswer(SYSTEM, said('doing.download'), fault, false);
  }
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw ringostatError('temporary', said('ringostat.recording.text'), {
    advice: said('ringostat.recording.text.advice'),
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
  throw ringostatError('permanent', said('ringostat.recording.loop'));
}
