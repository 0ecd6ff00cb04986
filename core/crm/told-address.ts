/** Checks addresses that come from a vendor's answer: the token is sent there only if the host is the vendor's or the account's own. */
import { said } from '../text/said';
import { CrmError } from '../http/errors';

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
const hostOf = ({ hostname }: URL): string => hostname.toLowerCase().replace(/\.$/, '');
const onThisMachine = (url: URL): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostOf(url));
/** True for an address on this machine; false for any other and for what is none. */
export function isLoopback(text: string): boolean {
  const url = parse(text);
  return url !== null && onThisMachine(url);
}
const isPlain = ({ username, password }: URL): boolean => username === '' && password === '';

/**
 * Takes the system's name, the domains of the vendor, the address as the answer told it and the addresses the account itself
 * was given. Returns scheme, host and port; null when nothing was told. An address is good when it is https on one of the
 * domains, or the very origin of an own one; another port of this machine, only when an own one is on this machine. Throws
 * CrmError permanent for any other, before anything is sent there.
 */
export function toldAddress(
  system: string,
  domains: readonly string[],
  told: unknown,
  own: readonly (string | null | undefined)[],
): string | null {
  if (typeof told !== 'string' || told === '') return null;
  const url = parse(told);
  const known = own.flatMap((text) => (text ? (parse(text) ?? []) : []));
  if (url && isPlain(url)) {
    const host = hostOf(url);
    const vendors = domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
    if (url.protocol === 'https:' && url.port === '' && vendors) return url.origin;
    if (known.some(({ origin }) => origin === url.origin)) return url.origin;
    if (/^https?:$/.test(url.protocol) && onThisMachine(url) && known.some(onThisMachine)) return url.origin;
  }
  const where = url ? hostOf(url).slice(0, 100) || url.protocol : said('http.noAddress');
  throw new CrmError({
    kind: 'permanent',
    system,
    message: said('http.foreignHost', { system, where }),
    advice: said('http.foreignHost.advice'),
  });
}
