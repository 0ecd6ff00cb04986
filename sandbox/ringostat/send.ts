import type { Payload } from './types';

export interface SendOptions {
  /** Default POST. GET puts the payload into the query. */
  method?: 'GET' | 'POST';
  /** Body of a POST; default json. Form and query send every value as text. */
  format?: 'form' | 'json';
  /** Moves everything but uniqueid and calldate under `additional_call_data` (json only). */
  nested?: boolean;
  headers?: Record<string, string>;
  /** Default 10 s. */
  timeoutMs?: number;
}
export interface WebhookAnswer {
  status: number;
  body: string;
  /** From sending to the last byte. */
  elapsedMs: number;
}
/** What the vendor's client says of itself. */
const CLIENT = { 'user-agent': 'ringostat HTTP Client v1.1', connection: 'close' };

function asText(payload: Payload): URLSearchParams {
  const flat = Object.entries(payload).map(([name, value]): [string, string] => {
    const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
    return [name, text];
  });
  return new URLSearchParams(flat);
}
function nest({ uniqueid, calldate, ...rest }: Payload): Payload {
  return { uniqueid, calldate, additional_call_data: rest };
}

/** Sends one webhook as Ringostat would. Rejects when the receiver cannot be reached or does not answer in time. */
export async function sendWebhook(
  url: string,
  payload: Payload,
  options: SendOptions = {},
): Promise<WebhookAnswer> {
  const { method = 'POST', format = 'json', nested = false, headers = {}, timeoutMs = 10_000 } = options;
  const target = new URL(url);
  const data = nested ? nest(payload) : payload;
  if (method === 'GET') for (const [name, value] of asText(data)) target.searchParams.append(name, value);
  const json = method === 'POST' && format === 'json';
  const body = method === 'GET' ? undefined : json ? JSON.stringify(data) : asText(data);
  const started = performance.now();
  const response = await fetch(target, {
    method,
    body,
    headers: { ...CLIENT, ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  return { status: response.status, body: text, elapsedMs: performance.now() - started };
}

/**
 * Asks a routing webhook where to put a call through, with the keys the builder chose; default keys are the documented
 * ones with the client's number beside them.
 */
export function askRouting(
  url: string,
  call: { id: string; clientNumber: string; step?: string; extra?: Payload },
  options: SendOptions = {},
): Promise<WebhookAnswer> {
  const { id, clientNumber, step = 'webhookNumber:120', extra = {} } = call;
  const payload = {
    call_id: id,
    caller_number: clientNumber,
    step_forward: encodeURIComponent(step),
    ...extra,
  };
  return sendWebhook(url, payload, options);
}
