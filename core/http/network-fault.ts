/** What a host's HTTP library throws → a TransportFault: one rule for all hosts which errors mean "surely not sent". */
import { answerTooLarge } from './bounds';
import { TransportFault } from './errors';
import codes from './network-codes.json';

type Bag = Record<string, unknown>;
const bag = (value: unknown): Bag | null =>
  typeof value === 'object' && value !== null ? (value as Bag) : null;
/** Errors looked at: causes, and the addresses of a name that were tried in turn. */
const MAX_LINKS = 20;

/** The error, its causes and the errors it is made of, outermost first. */
export function errorChain(error: unknown): Bag[] {
  const links: Bag[] = [];
  const left: unknown[] = [error];
  while (left.length > 0 && links.length < MAX_LINKS) {
    const link = bag(left.shift());
    if (!link || links.includes(link)) continue;
    links.push(link);
    left.push(link['cause'], ...(Array.isArray(link['errors']) ? (link['errors'] as unknown[]) : []));
  }
  return links;
}

/** The certificate is read, and TLS agreed on, before a byte of the request is sent. */
const BEFORE_TLS =
  /before secure TLS connection was established|wrong.version.number|handshake.failure|unsupported.protocol/i;
/** Parser, decompression and TLS tell of an answer that came: no list of them is complete. */
const ANSWER_BROKEN = /^(?:HPE_|Z_|ERR_SSL_|ERR_TLS_)/;

/**
 * Takes what was thrown; returns the fault when it is one of the network, else null. `sent` is false only where nothing
 * can have reached the system: a write is repeated then without looking first. No message holds a URL.
 */
export function networkFault(error: unknown): TransportFault | null {
  const links = errorChain(error);
  const texts = links.map(({ message }) => (typeof message === 'string' ? message : ''));
  const found = links.map(({ code }) => code).filter((code): code is string => typeof code === 'string');
  const oneOf = (list: string[]): string | undefined => found.find((code) => list.includes(code));
  const connecting = links.some(({ syscall }) => syscall === 'connect');

  if (oneOf(codes.cancelled)) return new TransportFault('the request was cancelled', 'aborted', true);
  if (oneOf(codes.tooLarge) || texts.some((text) => /maxContentLength/.test(text))) return answerTooLarge();
  const late = oneOf(codes.neverSentInTime) ?? (connecting ? oneOf(codes.timedOut) : undefined);
  if (late) return new TransportFault(`no connection was made in time (${late})`, 'timeout', false);
  const never =
    oneOf(codes.neverSent) ??
    (connecting ? oneOf(codes.neverSentWhileConnecting) : undefined) ??
    (texts.some((text) => BEFORE_TLS.test(text)) ? oneOf(codes.broken) : undefined);
  if (never) return new TransportFault(`no connection could be made (${never})`, 'connection', false);
  if (oneOf(codes.timedOut)) return new TransportFault('no answer in time', 'timeout', true);
  const broken = oneOf(codes.broken) ?? found.find((code) => ANSWER_BROKEN.test(code));
  if (broken || links.some(({ isAxiosError }) => isAxiosError === true)) {
    const why = broken ?? found[0] ?? 'unknown';
    return new TransportFault(`the connection broke before an answer came (${why})`, 'connection', true);
  }
  return null;
}
