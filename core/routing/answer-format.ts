import type { AnswerFormat } from '../model/event';

/** Key Ringostat's own example uses (docs/reference/ringostat.md#webhook-forwarding). */
const DEFAULT_KEY = 'direction';

/**
 * Takes a direction (empty: the scheme goes on) and how Ringostat's "Webhook forwarding" wants it. Returns status,
 * content type and body. Always 200: what Ringostat does with another status is not documented.
 */
export function formatAnswer(
  direction: string,
  format: AnswerFormat,
): { status: number; contentType: string; body: string } {
  if (format.type === 'json') {
    const body = JSON.stringify({ [format.key.trim() || DEFAULT_KEY]: direction });
    return { status: 200, contentType: 'application/json; charset=utf-8', body };
  }
  return { status: 200, contentType: 'text/plain; charset=utf-8', body: direction };
}
