import { TransportFault } from '../../core/http/errors';
import type { HttpRequest } from '../../core/http/types';
import type { RequestContext } from './request-context';

interface Found {
  address: string;
}
type Lookup = (
  host: string,
  options: { all: true },
  done: (error: Error | null, found: Found[]) => void,
) => void;

/** What the name leads to as n8n itself looks it up; null where n8n is too old to tell or nothing is found. */
function addressesOf(context: RequestContext, host: string): Promise<string[] | null> {
  const { getSecureEgressFilter } = context.helpers as Partial<RequestContext['helpers']>;
  if (!getSecureEgressFilter) return Promise.resolve(null);
  const lookup = getSecureEgressFilter().createSecureLookup() as unknown as Lookup;
  return new Promise((resolve) =>
    lookup(host, { all: true }, (error, found) =>
      resolve(error ? null : found.map(({ address }) => address)),
    ),
  );
}

/**
 * Takes the request; throws TransportFault, reason address, when its host leads to an address that is not allowed. n8n opens
 * the connection by itself, after this: a name that changes in between meets TLS, which sends nothing to who cannot show
 * the host's certificate. What cannot be looked up here is left to n8n, which may use a proxy.
 */
export async function checkAddress(
  context: RequestContext,
  { url, addressAllowed }: HttpRequest,
): Promise<void> {
  if (!addressAllowed) return;
  const found = await addressesOf(context, new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'));
  if (found && !found.every(addressAllowed))
    throw new TransportFault('the host leads to an address that is not allowed', 'address', false);
}
