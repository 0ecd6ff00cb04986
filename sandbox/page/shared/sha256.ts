/**
 * SHA-256 for the bundle of a page: stands in for Node's `crypto`, of which the core uses this much. A browser's own is
 * not for pages that are opened from a file, and answers later.
 */
const PRIMES = 64;

/** First 32 bits of the fractional part. */
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) | 0;
const primes: number[] = [];
for (let one = 2; primes.length < PRIMES; one++) if (primes.every((prime) => one % prime)) primes.push(one);
const ROUND = primes.map((prime) => fraction(Math.cbrt(prime)));
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function padded(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const view = new DataView(new ArrayBuffer(length));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(length - 4, bytes.length << 3);
  return view;
}

function schedule(view: DataView, at: number): number[] {
  const words = Array.from({ length: 16 }, (_, index) => view.getUint32(at + index * 4) | 0);
  for (let index = 16; index < PRIMES; index++) {
    const [early, late] = [words[index - 15]!, words[index - 2]!];
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words.push((words[index - 16]! + first + words[index - 7]! + second) | 0);
  }
  return words;
}

/** Hex of the hash of a text in UTF-8. */
export function sha256(text: string): string {
  const view = padded(new TextEncoder().encode(text));
  const state = [...START];
  for (let at = 0; at < view.byteLength; at += 64) {
    const words = schedule(view, at);
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
    for (let index = 0; index < PRIMES; index++) {
      const upper = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const first = (h + upper + ((e & f) ^ (~e & g)) + ROUND[index]! + words[index]!) | 0;
      const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = (state[index]! + word) | 0));
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

interface Hash {
  update(text: string): Hash;
  /** Hex, whatever is asked for. */
  digest(): string;
}
/** As Node's, for `sha256` and `hex`. */
export function createHash(): Hash {
  let all = '';
  const hash: Hash = {
    update(text) {
      all += text;
      return hash;
    },
    digest: () => sha256(all),
  };
  return hash;
}
