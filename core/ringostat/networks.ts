/** Addresses a recording may not come from, though a name leads there (RFC 6890; link-local is where clouds keep keys). */
import { ipAllowed } from '../event/ip-list';
import networks from './networks.json';

/** NAT64 writes an IPv4 address behind this prefix: it is the same machine. */
const NAT64 = '64:ff9b::';
const NAT64_BITS = 96;
const withNat64 = (list: string[]): string[] => [
  ...list,
  ...list
    .filter((entry) => entry.includes('.'))
    .map((entry) => entry.split('/'))
    .map(([base = '', bits = '32']) => `${NAT64}${base}/${NAT64_BITS + Number(bits)}`),
];
const NEVER = withNat64(networks.never);
const INSIDE = withNat64(networks.inside);
const ANY = ['0.0.0.0/0', '::/0'];

/**
 * Takes an address a host's name leads to, and whether the user named that very host as one of the recording hosts;
 * returns whether a recording may be fetched there. Loopback and private networks are for hosts the user named only,
 * link-local, multicast and reserved ones for nobody; what cannot be read is no address.
 */
export function recordingAddress(address: string, named: boolean): boolean {
  return ipAllowed(address, ANY) && !ipAllowed(address, NEVER) && (named || !ipAllowed(address, INSIDE));
}
