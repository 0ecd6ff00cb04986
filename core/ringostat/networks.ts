/** Networks from which a recording is never downloaded, even if a host name resolves to them (RFC 6890). */
import ipaddr from 'ipaddr.js';
import networks from './networks.json';

type Ip = ipaddr.IPv4 | ipaddr.IPv6;
/** From the best to the worst: anybody's, a private network's, nobody's (link-local, reserved, where clouds keep keys). */
const PLACES = ['public', 'inside', 'never'] as const;
type Place = (typeof PLACES)[number];
const worst = (places: Place[]): Place =>
  PLACES[Math.max(...places.map((place) => PLACES.indexOf(place)))] ?? 'never';

const CLOUD_KEYS = new Set(networks.cloudKeys.map((address) => ipaddr.parse(address).toNormalizedString()));
/** Given to tests of networks (RFC 2544) and used as a private one since. */
const BENCHMARKS = ipaddr.IPv4.parseCIDR(networks.benchmarks);
const NAT64 = networks.nat64.map((network) => ipaddr.IPv6.parseCIDR(network));
const NAT64_LOCAL = ipaddr.IPv6.parseCIDR(networks.nat64Local);
/** The rest of IPv6 is given to nobody yet. */
const IPV6_PUBLIC = ipaddr.IPv6.parseCIDR(networks.ipv6Public);
/** RFC 5214: how the second half of such an address begins, in any network. */
const [ISATAP, ISATAP_UNIQUE] = [0x5efe, 0x0200];

/** Only the usual spelling of IPv4: what `0177.1` means depends on who reads it. Brackets do not count. */
function parse(text: string): Ip | null {
  const plain = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) return ipaddr.IPv4.parse(plain);
  return plain.includes(':') && ipaddr.IPv6.isValid(plain) ? ipaddr.IPv6.parse(plain) : null;
}

const ipv4At = (bytes: number[], at: number, flip = 0): ipaddr.IPv4 =>
  new ipaddr.IPv4(bytes.slice(at, at + 4).map((byte) => byte ^ flip));

/** Written in another way, the very same machine: mapped, translated (RFC 6052, 7915). */
const isIpv4 = (address: ipaddr.IPv6): boolean =>
  address.isIPv4MappedAddress() || NAT64.some((network) => address.match(network));

/** IPv4 addresses at which a tunnel of this IPv6 one ends. */
function tunnelEnds(address: ipaddr.IPv6): ipaddr.IPv4[] {
  const bytes = address.toByteArray();
  const range = address.range();
  if (range === '6to4') return [ipv4At(bytes, 2)];
  // RFC 4380: the server, and the client with all bits turned round.
  if (range === 'teredo') return [ipv4At(bytes, 4), ipv4At(bytes, 12, 0xff)];
  const [high = 0, low] = address.parts.slice(4);
  const isatap = low === ISATAP && (high === 0 || high === ISATAP_UNIQUE);
  return isatap ? [ipv4At(bytes, 12)] : [];
}

function placeOf(address: Ip): Place {
  const range: string = address.range();
  if (CLOUD_KEYS.has(address.toNormalizedString())) return 'never';
  const inside = networks.inside.includes(range) || (address.kind() === 'ipv4' && address.match(BENCHMARKS));
  const here = inside ? 'inside' : range === 'unicast' ? 'public' : 'never';
  if (!(address instanceof ipaddr.IPv6) || range === 'loopback' || range === 'unspecified') return here;
  if (isIpv4(address)) return placeOf(ipv4At(address.toByteArray(), 12));
  if (address.match(NAT64_LOCAL) || (here === 'public' && !address.match(IPV6_PUBLIC))) return 'never';
  return worst([here, ...tunnelEnds(address).map(placeOf)]);
}

/**
 * Takes an address a host's name leads to, and whether the user named that very host as one of the recording hosts;
 * returns whether a recording may be fetched there. Loopback and private networks are for hosts the user named only,
 * link-local, multicast and reserved ones for nobody; what cannot be read is no address.
 */
export function recordingAddress(address: string, named: boolean): boolean {
  const read = parse(address);
  const place = read ? placeOf(read) : 'never';
  return place === 'public' || (named && place === 'inside');
}
