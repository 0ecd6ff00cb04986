/** Memory of a run over 100,000 calls against that of one over 1,000, in a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Measured } from './memory-child';

const CHILD = join(__dirname, 'memory-child.ts');
/** Beside garbage nothing may stay; a log kept as a whole would be a hundred times as large. */
const AT_MOST = 2;

async function measure(): Promise<Measured[]> {
  const loader = ['--import', 'tsx'];
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', ...loader, CHILD], {
    maxBuffer: 1 << 20,
  });
  return JSON.parse(stdout) as Measured[];
}

test('memory stays flat from 1,000 to 100,000 calls: the heap grows by at most twice as much, every call comes out', async () => {
  const [small, large] = await measure();
  expect([small!.calls, small!.events]).toEqual([1000, 1000]);
  expect([large!.calls, large!.events]).toEqual([100_000, 100_000]);
  expect(large!.heap / small!.heap).toBeLessThan(AT_MOST);
  // What a host keeps does not grow with the span either.
  expect(large!.checkpoint / small!.checkpoint).toBeLessThan(AT_MOST);
}, 600_000);
