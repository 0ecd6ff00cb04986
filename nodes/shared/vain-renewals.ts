/**
 * n8n takes a new token on every 401 without reading it, and token servers count them (Zoho: ten in ten minutes). After one that
 * no token cures, because a scope lacks, the account's requests go without renewal; an outdated token among them is seen by the
 * answer and the request sent again with it.
 */
import { Recent } from '../../core/http/recent';
import type { HttpRequest, HttpResponse, Transport } from '../../core/http/types';
import { clock } from './clock';

/** A new scope comes with a new token, which n8n stores at once; a refusal is believed this long, ms. */
const BELIEVED_MS = 600_000;
/** Credentials remembered; an n8n serves a handful. */
const MAX_CREDENTIALS = 200;

/** Ids of credentials whose renewal is in vain. */
const vain = new Recent<string, true>(BELIEVED_MS, MAX_CREDENTIALS);

/** Takes the credential's id, whether a 401 with this body is cured by a new token, and how to send; returns the transport. */
export function sparingRenewals(
  id: string,
  stale: (body: unknown) => boolean,
  send: (request: HttpRequest, renewing: boolean) => Promise<HttpResponse>,
): Transport {
  const inVain = ({ status, body }: HttpResponse): boolean => status === 401 && !stale(body);
  return async (request) => {
    if (vain.get(id, clock.now())) {
      const answer = await send(request, false);
      if (answer.status !== 401 || inVain(answer)) return answer;
    }
    const answer = await send(request, true);
    if (inVain(answer)) vain.set(id, true, clock.now());
    else vain.delete(id);
    return answer;
  };
}
