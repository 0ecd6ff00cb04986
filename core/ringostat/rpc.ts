/** JSON-RPC 2.0 to Ringostat: refusals come with HTTP 200 and an `error` in the body. */
import type { Words } from '../model/said';
import { said } from '../text/said';
import { asRecord } from '../event/records';
import type { HttpClient } from '../http/types';
import { ringostatError, safeWords } from './errors';

/** A gateway in front of the API answers with an HTML page when it is unwell or the address is wrong. */
export function refuseHtml(body: unknown, action: Words): void {
  if (typeof body !== 'string' || !/^\s*</.test(body)) return;
  throw ringostatError('temporary', said('ringostat.html', { action }), {
    advice: said('ringostat.html.advice'),
  });
}

function kindOfRpc(
  code: number | null,
  text: string,
): 'credentialRefused' | 'notPermitted' | 'temporary' | 'permanent' {
  if (code === 401 || /auth|token|key/i.test(text)) return 'credentialRefused';
  if (code === 403 || /permission|access|forbidden|denied/i.test(text)) return 'notPermitted';
  // -32603 is JSON-RPC's "internal error".
  return code === -32603 || (code ?? 0) >= 500 ? 'temporary' : 'permanent';
}

/**
 * Takes the client, path, method and params; returns `result`. Throws CrmError when the answer holds `error` or is
 * no JSON-RPC.
 */
export async function callRpc(
  http: HttpClient,
  request: {
    path: string;
    method: string;
    params: Record<string, unknown>;
    headers?: Record<string, string>;
  },
  options: { action: Words; idempotent: boolean },
): Promise<unknown> {
  const { path, method, params, headers } = request;
  const response = await http.request(
    {
      method: 'POST',
      path,
      json: { jsonrpc: '2.0', id: 1, method, params },
      ...(headers ? { headers } : {}),
    },
    options,
  );
  refuseHtml(response.body, options.action);
  const body = asRecord(response.body);
  if (!body) throw ringostatError('temporary', said('ringostat.noRpc', { action: options.action }));
  if (body.error !== undefined && body.error !== null) {
    const error = asRecord(body.error);
    const code = typeof error?.code === 'number' ? error.code : null;
    const words = safeWords(error?.message ?? body.error);
    throw ringostatError(
      kindOfRpc(code, words),
      said('ringostat.refused', { action: options.action, why: words }),
      {
        code: code === null ? null : String(code),
      },
    );
  }
  return body.result;
}
