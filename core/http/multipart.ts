/** A form with files (RFC 7578), for HttpRequest.raw. */
import { randomBytes } from 'node:crypto';

export interface FilePart {
  /** Name of the form field. */
  field: string;
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
}

/** Quotes and line breaks would end the header; every vendor takes a plainer name. */
const safe = (text: string): string => text.replace(/["\\\r\n]/g, '_');

/** Takes file parts; returns the body and its content type, ready to be sent. */
export function multipart(parts: FilePart[]): { bytes: Uint8Array; contentType: string } {
  // Random, so that no file can hold it.
  const boundary = `ringostat-${randomBytes(16).toString('hex')}`;
  const text = (line: string): Uint8Array => new TextEncoder().encode(line);
  const chunks = parts.flatMap(({ field, fileName, contentType, bytes }) => [
    text(
      `--${boundary}\r\ncontent-disposition: form-data; name="${safe(field)}"; filename="${safe(fileName)}"\r\n` +
        `content-type: ${safe(contentType)}\r\n\r\n`,
    ),
    bytes,
    text('\r\n'),
  ]);
  chunks.push(text(`--${boundary}--\r\n`));
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return { bytes: whole, contentType: `multipart/form-data; boundary=${boundary}` };
}
