import { formatAnswer } from '../../core/routing/find-responsible';
import type { AnswerFormat } from '../../core/model/event';
import type { HostResponse } from './host-app';

/** Answers Ringostat's "Webhook forwarding" once. Returns false when somebody answered before (the guard, another node). */
export function answerWebhookNumber(
  response: HostResponse,
  direction: string,
  format: AnswerFormat,
): boolean {
  if (response.headersSent || response.writableEnded) return false;
  const answer = formatAnswer(direction, format);
  response.statusCode = answer.status;
  response.setHeader('content-type', answer.contentType);
  response.end(answer.body);
  return true;
}
