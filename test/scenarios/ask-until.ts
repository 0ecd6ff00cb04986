/** Questions with a short budget, on a machine that may be busy. */
import type { Call, World } from './types';

const TRIES = 5;

/** Asks until the answer is `body`, five times at most; gives the answers. A busy machine misses once, a fault each time. */
export async function askUntil(world: World, body: string, call: Partial<Call> = {}): Promise<string[]> {
  const answers: string[] = [];
  while (answers.length < TRIES && !answers.includes(body))
    answers.push((await world.ask(world.call(call))).body);
  return answers;
}
