import { randomUUID } from 'node:crypto';
import type { SandboxAnswer, SandboxRequest } from '../common/types';

const RATE = 8000;

/** A silent WAV, 8 kHz, 8 bit, stereo (a leg per channel), of so many seconds. */
export function silentWav(seconds: number): Buffer {
  const size = RATE * 2 * seconds;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + size, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(size, 40);
  return Buffer.concat([head, Buffer.alloc(size, 0x80)]);
}

/** Recordings that can be downloaded by link and token, without a key. */
export class Recordings {
  private readonly made = new Map<string, { token: string; wav: Buffer }>();

  /** Path with token. */
  add(callId: string, seconds: number): string {
    const token = randomUUID();
    this.made.set(`/recordings/${callId}.wav`, { token, wav: silentWav(seconds) });
    return `/recordings/${callId}.wav?token=${token}`;
  }
  answer({ path, query }: SandboxRequest): SandboxAnswer {
    const found = this.made.get(path);
    if (!found || query.get('token') !== found.token) return { status: 404, body: 'Not found' };
    return { status: 200, headers: { 'content-type': 'audio/wav' }, body: found.wav };
  }
}
