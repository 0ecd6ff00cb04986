import { after, answerWebhookNumber, WEBHOOK_METHODS, type HostResponse } from '../host/product';
import type { AnswerFormat } from '../../core/model/event';

/** Answers once; a response that was answered already is left alone. */
export function reply(response: HostResponse, status: number, body: Record<string, unknown> | string): void {
  if (response.headersSent || response.writableEnded) return;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.statusCode = status;
  response.setHeader(
    'content-type',
    typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
  );
  if (status === 401) response.setHeader('www-authenticate', 'Basic realm="Ringostat"');
  if (status === 405) response.setHeader('allow', WEBHOOK_METHODS.join(', '));
  response.end(text);
}

/** The caller must not wait for a flow that never answers: after `ms` the scheme of Ringostat goes on. */
export function answerEmptyAfter(response: HostResponse, ms: number, format: AnswerFormat): void {
  const cancel = after(ms, () => answerWebhookNumber(response, '', format));
  response.once('close', cancel);
  response.once('finish', cancel);
}
