/** IP list of the trigger: addresses and networks, IPv4 and IPv6. */

interface Address {
  bits: 32 | 128;
  value: bigint;
}
const WORDS = 8;
/** `::ffff:203.0.113.7` is how a dual-stack socket shows an IPv4 address. */
const MAPPED = 0xffffn;

function ipv4(text: string): bigint | null {
  const parts = text.split('.');
  // A leading zero means octal to some programs: such an address is not guessed at.
  if (parts.length !== 4 || parts.some((part) => !/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255))
    return null;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** Two words of 16 bits in place of the four numbers at the end of `::ffff:203.0.113.7`. */
function withoutDots(text: string): string | null {
  if (!text.includes('.')) return text;
  const at = text.lastIndexOf(':') + 1;
  const last = ipv4(text.slice(at));
  return last === null
    ? null
    : `${text.slice(0, at)}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
}

function ipv6(text: string): bigint | null {
  const words = withoutDots(text);
  const halves = words?.split('::') ?? [];
  if (words === null || halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = WORDS - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!all.every((word) => /^[0-9a-f]{1,4}$/.test(word))) return null;
  return all.reduce((sum, word) => sum * 0x10000n + BigInt(`0x${word}`), 0n);
}

/** Brackets and the zone of a link-local address do not count. */
function parse(text: string): Address | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%[\w.-]+$/, '');
  const value = plain.includes(':') ? ipv6(plain) : ipv4(plain);
  return value === null ? null : { bits: plain.includes(':') ? 128 : 32, value };
}
const isMapped = ({ bits, value }: Address): boolean => bits === 128 && value >> 32n === MAPPED;
const asIpv4 = ({ value }: Address): Address => ({ bits: 32, value: value & 0xffffffffn });

/** A network and the bits that tell it; null when the entry cannot be read. */
function network(entry: string): { base: Address; prefix: number } | null {
  const [text = '', bits, more] = entry.split('/');
  const base = parse(text);
  if (!base || more !== undefined || (bits !== undefined && !/^\d{1,3}$/.test(bits.trim()))) return null;
  const prefix = bits === undefined ? base.bits : Number(bits);
  if (prefix > base.bits) return null;
  return isMapped(base) && prefix >= 96 ? { base: asIpv4(base), prefix: prefix - 96 } : { base, prefix };
}

/**
 * Takes the address of the connection and a list of addresses and networks (`203.0.113.0/24`, `2001:db8::/32`);
 * returns whether one covers it. An entry that cannot be read covers nothing; an unknown address is covered by nothing.
 * What X-Forwarded-For says is the host's matter: it gives the proxy's word only when it was told to trust the proxy.
 */
export function ipAllowed(address: string | null, list: string[]): boolean {
  const sent = address === null ? null : parse(address);
  if (!sent) return false;
  const given = isMapped(sent) ? asIpv4(sent) : sent;
  return list.some((entry) => {
    const known = network(entry);
    if (!known || known.base.bits !== given.bits) return false;
    const rest = BigInt(given.bits - known.prefix);
    return known.base.value >> rest === given.value >> rest;
  });
}
