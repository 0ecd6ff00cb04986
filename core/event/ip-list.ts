/** IP list of the trigger: exact addresses and IPv4 networks. */

function ipv4(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** `::ffff:203.0.113.7` is how a dual-stack socket shows an IPv4 address. */
function plain(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/^\[(.*)\]$/, '$1');
}

/**
 * Takes an address and a list of addresses or IPv4 networks (`203.0.113.0/24`); returns whether one covers it. An
 * entry that cannot be read covers nothing; an unknown address is covered by nothing.
 */
export function ipAllowed(address: string | null, list: string[]): boolean {
  if (address === null) return false;
  const given = plain(address);
  const number = ipv4(given);
  return list.some((entry) => {
    const [base = '', bits] = plain(entry).split('/');
    if (bits === undefined) return base !== '' && base === given;
    const network = ipv4(base);
    if (network === null || number === null || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return false;
    const size = 2 ** (32 - Number(bits));
    return Math.floor(network / size) === Math.floor(number / size);
  });
}
