/** What the kill tests of both hosts share: the k-th request of a plan is held, so that the host dies at a known step. */
import type { Lab } from '../../sandbox/common/lab';
import type { SandboxRequest } from '../../sandbox/common/types';

const WAIT_MS = 90_000;

export async function until(
  done: () => boolean | Promise<boolean>,
  what: string,
  ms = WAIT_MS,
  everyMs = 20,
): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

export type Counts = (request: SandboxRequest) => boolean;
/** Signing in is no step of a plan. */
export const isStep = ({ path }: { path: string }): boolean => !path.endsWith('/token');
export const steps = ({ requests }: Lab): number => requests.filter(isStep).length;

/**
 * Holds request number `at` (from 0, from now on) and all later ones: the CRM never has them. Only requests that `counts`
 * names are counted and held. Returns whether that request has come.
 */
export function holdFrom(lab: Lab, at: number, counts: Counts = isStep): () => boolean {
  let seen = 0;
  lab.faults.next({ match: (request) => counts(request) && seen++ >= at, answer: 'hang' }, 10_000);
  return () => seen > at;
}
/** From request number `at` (from 0) on the CRM has nothing: whoever asks has died. */
export function dropFrom(lab: Lab, at: number): void {
  let seen = 0;
  lab.faults.next({ match: (request) => isStep(request) && seen++ >= at, answer: 'dropBefore' }, 10_000);
}
/** Resolves when the host waits for request number `at`; past the last one: when that is answered. */
export const reached = (lab: Lab, at: number, boundaries: number): Promise<void> =>
  until(
    () =>
      at < boundaries
        ? steps(lab) > at
        : lab.requests.filter((request) => isStep(request) && request.finishedAt !== null).length >=
          boundaries,
    `request ${at}`,
  );
