/** Answers in n8n, read with the bounds that its helper lacks: a cap of bytes and an end in time. */
import { answerTooLarge, answerTooSlow, MAX_ANSWER_BYTES } from '../../core/http/bounds';
import { TransportFault } from '../../core/http/errors';
import type { HttpRequest } from '../../core/http/types';

interface Stream extends AsyncIterable<Uint8Array> {
  destroy?(error?: Error): void;
}
const isStream = (body: unknown): body is Stream =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/**
 * Takes a body as n8n gave it; returns bytes for a binary answer, else text (what is no stream is returned as it is). Throws
 * TransportFault tooLarge. Leaving the loop early closes the connection, and so does the signal.
 */
export async function readAnswer(
  body: unknown,
  { answer, maxBytes = MAX_ANSWER_BYTES }: HttpRequest,
  signal: AbortSignal,
): Promise<unknown> {
  if (!isStream(body)) return body;
  const stop = (): void => body.destroy?.(answerTooSlow());
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body) {
      length += chunk.length;
      if (length > maxBytes) throw answerTooLarge();
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    return answer === 'binary' ? bytes : new TextDecoder().decode(bytes);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Takes the time in ms, the caller's own signal and the work; resolves as the work does. Throws TransportFault when the time
 * is over or the signal comes, though the work hears of neither: with a credential n8n puts its own signal in place of ours.
 */
export async function withinDeadline<T>(
  ms: number,
  own: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(ms);
  const signal = own ? AbortSignal.any([own, deadline]) : deadline;
  const fault = (): TransportFault =>
    own?.aborted ? new TransportFault('the request was cancelled', 'aborted', true) : answerTooSlow();
  let stop = (): void => undefined;
  const over = new Promise<never>((_, reject) => {
    stop = () => reject(fault());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(signal), over]);
  } catch (error) {
    throw signal.aborted ? fault() : error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
