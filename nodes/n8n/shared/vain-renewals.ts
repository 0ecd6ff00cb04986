/**
 * n8n takes a new token on every 401 without reading it, and token servers count them (Zoho: ten in ten minutes). After one that
 * no token cures, because a scope lacks, the account's requests go without renewal; an outdated token among them is seen by the
 * answer and the request sent again with it.
 */
import { setAtMost } from '../../../core/http/set-at-most';
import type { HttpRequest, HttpResponse, Transport } from '../../../core/http/types';
import { clock } from './clock';

/** A new scope comes with a new token, which n8n stores at once; a refusal is believed this long, ms. */
const BELIEVED_MS = 600_000;
/** Credentials remembered; an n8n serves a handful. */
const MAX_CREDENTIALS = 200;

/** Until when renewal is in vain, by credential id, ms since the epoch. */
const until = new Map<string, number>();

/** Takes the credential's id, whether a 401 with this body is cured by a new token, and how to send; returns the transport. */
export function sparingRenewals(
  id: string,
  stale: (body: unknown) => boolean,
  send: (request: HttpRequest, renewing: boolean) => Promise<HttpResponse>,
): Transport {
  const inVain = ({ status, body }: HttpResponse): boolean => status === 401 && !stale(body);
  return async (request) => {
    if ((until.get(id) ?? 0) > clock.now()) {
      const answer = await send(request, false);
      if (answer.status !== 401 || inVain(answer)) return answer;
    }
    const answer = await send(request, true);
    if (inVain(answer)) setAtMost(until, id, clock.now() + BELIEVED_MS, MAX_CREDENTIALS);
    else until.delete(id);
    return answer;
  };
}
