import type { Fault, FaultAnswer, Faults, SandboxRequest } from './types';

/** Faults waiting for the requests they are meant for, used in the order they were queued. */
export class FaultQueue implements Faults {
  private queue: { fault: Fault; left: number }[] = [];

  next(fault: Fault, times = 1): void {
    this.queue.push({ fault, left: times });
  }
  clear(): void {
    this.queue = [];
  }
  get pending(): number {
    return this.queue.reduce((sum, entry) => sum + entry.left, 0);
  }
  /** Takes the fault due for this request, or null. */
  take(request: SandboxRequest): FaultAnswer | null {
    const entry = this.queue.find(({ fault }) => fault.match?.(request) ?? true);
    if (!entry) return null;
    entry.left -= 1;
    if (entry.left <= 0) this.queue = this.queue.filter((other) => other !== entry);
    return entry.fault.answer;
  }
}
