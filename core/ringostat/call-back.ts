/** Click to call (docs/reference/ringostat.md#click-to-call). Never repeated by itself: a second request rings twice. */
import { said } from '../text/said';
import type { HttpClient } from '../http/types';
import { asRecord } from '../event/records';
import { ringostatError, safeWords } from './errors';
import { EMPLOYEE_FIRST } from './ring-first';
import { callRpc, refuseHtml } from './rpc';
import type { CallBackExtended, CallBackSimple } from './types';

const ACTION = said('doing.callBack');

/** Takes a project number and whom to call; returns Ringostat's answer. Throws CrmError. */
export async function callBackSimple(http: HttpClient, input: CallBackSimple): Promise<unknown> {
  const response = await http.request(
    {
      method: 'POST',
      path: '/callback/outward_call',
      form: { extension: input.extension, destination: input.destination },
    },
    { action: ACTION, idempotent: false },
  );
  refuseHtml(response.body, ACTION);
  const error = asRecord(response.body)?.error;
  if (error !== undefined && error !== null)
    throw ringostatError('permanent', said('ringostat.refused', { action: ACTION, why: safeWords(error) }));
  return response.body;
}

/**
 * Takes employee and client; returns Ringostat's result. Which of the two is Ringostat's "caller" is contradictory in the
 * documents, so it is an option too; the default is what live users report.
 */
export function callBackExtended(
  http: HttpClient,
  input: CallBackExtended,
  projectId: string,
): Promise<unknown> {
  const clientFirst = (input.firstParty ?? 'client') === 'client';
  const params: Record<string, unknown> = {
    projectId,
    caller: clientFirst ? input.client : input.employee,
    callee: clientFirst ? input.employee : input.client,
    caller_type: 'default',
    callee_type: 'default',
    manager_dst: input.managerDst ?? EMPLOYEE_FIRST,
    direction: input.direction,
    ...input.attribution,
  };
  if (input.clientIp) params.clientIp = input.clientIp;
  if (input.clientUserAgent) params.clientUserAgent = input.clientUserAgent;
  return callRpc(
    http,
    { path: '/a/v2', method: 'Api\\V2\\Callback.external', params },
    { action: ACTION, idempotent: false },
  );
}
