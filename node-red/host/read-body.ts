import { gunzip, inflate, type InputType, type ZlibOptions } from 'node:zlib';
import type { HostRequest } from './host-app';

export type ReadBody =
  | { kind: 'read'; body: unknown; size: number | null }
  | { kind: 'tooLarge'; size: number }
  /** Packed in a way nobody can unpack. */
  | { kind: 'packed' }
  /** The sender is gone: nobody waits for an answer. */
  | { kind: 'brokenOff' };

function announced(request: HostRequest): number | null {
  const size = Number(request.headers['content-length']);
  return Number.isFinite(size) && request.headers['content-length'] !== undefined ? size : null;
}

type Unpack = (
  bytes: InputType,
  options: ZlibOptions,
  done: (error: Error | null, bytes: Buffer) => void,
) => void;
const UNPACK: Record<string, Unpack> = { gzip: gunzip, deflate: inflate };

/** As it came, or unpacked, where a small body that becomes a large one ends at the cap too. */
function unpacked(bytes: Buffer, encoding: string, cap: number): Promise<ReadBody> {
  if (encoding === '' || encoding === 'identity' || bytes.length === 0)
    return Promise.resolve({ kind: 'read', body: bytes, size: bytes.length });
  const unpack = UNPACK[encoding];
  if (!unpack) return Promise.resolve({ kind: 'packed' });
  return new Promise((resolve) => {
    unpack(bytes, { maxOutputLength: cap }, (error, body) => {
      if (!error) resolve({ kind: 'read', body, size: body.length });
      else if (error instanceof RangeError) resolve({ kind: 'tooLarge', size: cap + 1 });
      else resolve({ kind: 'packed' });
    });
  });
}

/**
 * Body of a webhook: the bytes as sent, or the object the host has parsed already (where it could not be kept from it).
 * Never holds more than `cap` bytes. Never rejects.
 */
export function readBody(request: HostRequest, cap: number): Promise<ReadBody> {
  const size = announced(request);
  if (size !== null && size > cap) {
    request.resume();
    return Promise.resolve({ kind: 'tooLarge', size });
  }
  if (request.readableEnded || request.body !== undefined)
    return Promise.resolve({ kind: 'read', body: request.body ?? '', size });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let held = 0;
    request.on('data', (chunk: Buffer) => {
      held += chunk.length;
      if (held <= cap) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve({ kind: 'tooLarge', size: held });
    });
    const encoding = (request.headers['content-encoding'] ?? '').trim().toLowerCase();
    request.on('end', () => resolve(unpacked(Buffer.concat(chunks), encoding, cap)));
    for (const end of ['error', 'aborted', 'close'] as const)
      request.on(end, () => resolve({ kind: 'brokenOff' }));
  });
}
