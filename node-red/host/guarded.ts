/** Connections to allowed addresses only. The very look-up that is checked makes the connection: a name cannot lead elsewhere after it. */
import dns, { type LookupOptions } from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import type { AxiosRequestConfig } from 'axios';

export const ADDRESS_REFUSED = 'RINGOSTAT_ADDRESS_REFUSED';

function refuse(): never {
  throw Object.assign(new Error('address refused'), { code: ADDRESS_REFUSED });
}

/**
 * Takes the URL and who allows addresses; returns what axios must be given beside. All addresses of the name must be allowed.
 * Throws an error with the code ADDRESS_REFUSED for a host that is an address and not allowed.
 */
export function guarded(
  url: string,
  allowed: (address: string) => boolean,
): Pick<AxiosRequestConfig, 'lookup' | 'httpAgent' | 'httpsAgent'> {
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  // Nothing is looked up for an address.
  if (isIP(host) && !allowed(host)) refuse();
  return {
    lookup: async (name: string, options: LookupOptions) => {
      const found = await dns.promises.lookup(name, { ...options, all: true });
      // A proxy of the host may well be inside; it looks the name up by itself.
      if (name === host && !found.every(({ address }) => allowed(address))) refuse();
      return [found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))];
    },
    // A connection that others made was not asked about: none is taken over.
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
  };
}
