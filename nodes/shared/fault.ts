/** What n8n's request helpers throw, read without trusting its shape. */
import { errorChain } from '../../core/http/network-fault';
import type { HttpResponse } from '../../core/http/types';

/** Takes what was thrown; returns the answer inside it when the system did answer, else null. */
export function answerIn(error: unknown): HttpResponse | null {
  for (const link of errorChain(error)) {
    const response = link['response'] as Record<string, unknown> | null | undefined;
    const status = Number(response?.['status'] ?? response?.['statusCode']);
    if (response && Number.isInteger(status) && status > 0) {
      const headers = Object.entries((response['headers'] as object | null | undefined) ?? {});
      return {
        status,
        headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), String(value)])),
        body: response['data'] ?? response['body'] ?? null,
      };
    }
  }
  return null;
}
