/** Where a recording may be fetched: every way to write an address leads to one judgement. */
import fc from 'fast-check';
import { recordingAddress } from '../../../core/ringostat/networks';

type Place = 'public' | 'inside' | 'never';
const placeOf = (address: string): Place =>
  recordingAddress(address, false) ? 'public' : recordingAddress(address, true) ? 'inside' : 'never';

/** IPv4 addresses with their place; each is tried in all its spellings below. */
const IPV4: [string, Place][] = [
  ['8.8.8.8', 'public'],
  ['172.15.255.255', 'public'],
  ['172.32.0.1', 'public'],
  ['100.128.0.1', 'public'],
  ['127.0.0.1', 'inside'],
  ['127.255.0.9', 'inside'],
  ['10.1.2.3', 'inside'],
  ['172.16.0.1', 'inside'],
  ['172.31.255.255', 'inside'],
  ['192.168.1.1', 'inside'],
  ['100.64.0.1', 'inside'],
  ['100.127.255.255', 'inside'],
  ['198.18.0.1', 'inside'],
  ['100.100.100.200', 'never'],
  ['168.63.129.16', 'never'],
  ['169.254.169.254', 'never'],
  ['169.254.170.2', 'never'],
  ['192.0.0.192', 'never'],
  ['192.0.0.8', 'never'],
  ['192.0.2.1', 'never'],
  ['198.51.100.7', 'never'],
  ['203.0.113.7', 'never'],
  ['192.88.99.1', 'never'],
  ['0.0.0.0', 'never'],
  ['0.1.2.3', 'never'],
  ['224.0.0.1', 'never'],
  ['240.0.0.1', 'never'],
  ['255.255.255.255', 'never'],
];
const hex = (address: string, flip = 0): string => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map((part) => Number(part) ^ flip);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
};
/** The same machine. */
const SPELLINGS: [string, (address: string) => string][] = [
  ['itself', (it) => it],
  ['mapped', (it) => `::ffff:${it}`],
  ['mapped, in hexadecimal', (it) => `::ffff:${hex(it)}`],
  ['translated (SIIT)', (it) => `::ffff:0:${hex(it)}`],
  ['NAT64', (it) => `64:ff9b::${hex(it)}`],
  ['NAT64, dotted', (it) => `64:ff9b::${it}`],
];
/** Through a tunnel: never better than inside. */
const TUNNELS: [string, (address: string) => string][] = [
  ['6to4', (it) => `2002:${hex(it)}::1`],
  ['Teredo server', (it) => `2001:0:${hex(it)}:8000:63bf:${hex('8.8.8.8', 0xff)}`],
  ['Teredo client', (it) => `2001:0:${hex('8.8.8.8')}:8000:63bf:${hex(it, 0xff)}`],
];

describe.each(IPV4)('%s is %s', (address, place) => {
  test.each(SPELLINGS)('%s', (_, written) => {
    expect(placeOf(written(address))).toBe(place);
  });
  test.each(TUNNELS)('behind %s', (_, written) => {
    expect(placeOf(written(address))).toBe(place === 'never' ? 'never' : 'inside');
  });
  test.each(['2a01:4f8::5efe:', '2a01:4f8::200:5efe:'])('behind ISATAP %s', (prefix) => {
    expect(placeOf(`${prefix}${hex(address)}`)).toBe(place);
  });
});

test.each<[string, Place]>([
  ['2a01:4f8::1', 'public'],
  ['2606:4700:4700::1111', 'public'],
  ['::1', 'inside'],
  ['[::1]', 'inside'],
  ['fd12:3456::1', 'inside'],
  ['fc00::1', 'inside'],
  ['fd20:ce::254', 'never'],
  ['fd00:ec2::254', 'never'],
  ['FD00:0EC2:0:0:0:0:0:254', 'never'],
  ['64:ff9b:1::808:808', 'never'],
  ['64:ff9b:1:7f00:0:100::', 'never'],
  ['::', 'never'],
  ['fe80::1%eth0', 'never'],
  ['fec0::1', 'never'],
  ['ff02::1', 'never'],
  ['2001:db8::1', 'never'],
  ['3fff::1', 'never'],
  ['100::1', 'never'],
  ['5f00::1', 'never'],
  ['4000::1', 'never'],
  ['e000::1', 'never'],
  ['not an address', 'never'],
  ['', 'never'],
  ['127.1', 'never'],
  ['0177.0.0.1', 'never'],
  ['2130706433', 'never'],
  ['0x7f.0.0.1', 'never'],
  ['8.8.8.8.8', 'never'],
  ['8.8.8', 'never'],
  ['12345::', 'never'],
])('%s is %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});

test('any IPv4 address has one place, however it is written', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
      const address = octets.join('.');
      const places = SPELLINGS.map(([, written]) => placeOf(written(address)));
      expect(new Set(places)).toEqual(new Set([placeOf(address)]));
    }),
    { numRuns: 2000 },
  );
});
