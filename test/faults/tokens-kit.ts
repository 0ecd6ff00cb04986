/** What the token tests share: the kinds of account whose access tokens run out. */
import type { CrmId } from '../../core/model/plan';
import type { Lab } from '../../sandbox/common/lab';

/** Calls that meet 401 together. */
export const MANY = 20;
/** CRM and way to sign in, as core/crm/account.ts names it. */
export const KINDS: [CrmId, string][] = [
  ['hubspot', 'oAuth2'],
  ['salesforce', 'oAuth2'],
  ['salesforce', 'clientCredentials'],
  ['salesforce', 'jwt'],
  ['zoho', 'oAuth2'],
  ['pipedrive', 'oAuth2'],
];
/** Requests for a token that have reached the CRM. */
export const refreshes = ({ requests }: Lab): number =>
  requests.filter(({ path }) => path.endsWith('/token')).length;
export const met401 = ({ requests }: Lab): number => requests.filter(({ status }) => status === 401).length;

/**
 * The token runs out. Until the first request is told so, answers take `ms`: others ask with it meanwhile, however busy the
 * machine is.
 */
export function expireUnderWay(lab: Lab, ms: number): void {
  const met = met401(lab);
  lab.tokens?.expire();
  const late = ({ path }: { path: string }): boolean => !path.endsWith('/token') && met401(lab) === met;
  lab.faults.next({ match: late, answer: { delayMs: ms } }, MANY);
}
