/** IP list of the trigger: addresses and networks, IPv4 and IPv6. */
import { IPv4, IPv6 } from 'ipaddr.js';

type Address = IPv4 | IPv6;
/** Bits before the IPv4 address in `::ffff:203.0.113.7`, which is how a dual-stack socket shows one. */
const MAPPED_BITS = 96;

/** Takes the field of both hosts' triggers; returns its entries. An empty field allows any address. */
export const readIpList = (typed: string): string[] => typed.split(/[\s,;]+/).filter((entry) => entry !== '');

/** Brackets and the zone of a link-local address do not count; short forms such as `127.1` are not guessed at. */
function parse(text: string): Address | null {
  const plain = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%[\w.-]+$/, '');
  if (IPv4.isValidFourPartDecimal(plain)) return IPv4.parse(plain);
  return plain.includes(':') && IPv6.isValid(plain) ? IPv6.parse(plain) : null;
}
const isMapped = (address: Address): address is IPv6 =>
  address instanceof IPv6 && address.isIPv4MappedAddress();
const bitsOf = (address: Address): number => address.toByteArray().length * 8;

/** A network and the bits that tell it; null when the entry cannot be read. */
function network(entry: string): [Address, number] | null {
  const [text = '', bits, more] = entry.split('/');
  const base = parse(text);
  if (!base || more !== undefined || (bits !== undefined && !/^\d{1,3}$/.test(bits.trim()))) return null;
  const prefix = bits === undefined ? bitsOf(base) : Number(bits);
  if (prefix > bitsOf(base)) return null;
  return isMapped(base) && prefix >= MAPPED_BITS
    ? [base.toIPv4Address(), prefix - MAPPED_BITS]
    : [base, prefix];
}

/**
 * Takes the address of the connection and a list of addresses and networks (`203.0.113.0/24`, `2001:db8::/32`);
 * returns whether one covers it. An entry that cannot be read covers nothing; an unknown address is covered by nothing.
 * What X-Forwarded-For says is the host's matter: it gives the proxy's word only when it was told to trust the proxy.
 */
export function ipAllowed(address: string | null, list: string[]): boolean {
  const sent = address === null ? null : parse(address);
  if (!sent) return false;
  const given = isMapped(sent) ? sent.toIPv4Address() : sent;
  return list.some((entry) => {
    const known = network(entry);
    return known !== null && known[0].kind() === given.kind() && given.match(known);
  });
}
