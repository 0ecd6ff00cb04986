import type { SandboxClock } from '../common/types';
import { Refusal } from './errors';

const DAY_MS = 86_400_000;
/** Allocation of a Developer Edition; other editions have 100 000 and more. */
const DEVELOPER_EDITION = 15_000;

/** API calls of the last 24 hours. There is no Retry-After and no 429: the vendor only shows the count. */
export class DailyUsage {
  private times: number[] = [];
  /** Calls of others. */
  private others = 0;
  max: number | null;

  constructor(
    private readonly clock: SandboxClock,
    max: number | null = DEVELOPER_EDITION,
  ) {
    this.max = max;
  }
  /** Counts one call; throws REQUEST_LIMIT_EXCEEDED when the allocation is used up. */
  count(): void {
    if (this.max !== null && this.shown().used >= this.max)
      throw new Refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    this.times.push(this.clock.now());
  }
  /** Others have left this share of the allocation. */
  spend(left: number): void {
    this.others = Math.floor((this.max ?? DEVELOPER_EDITION) * (1 - left));
  }
  shown(): { used: number; max: number } {
    const since = this.clock.now() - DAY_MS;
    this.times = this.times.filter((time) => time > since);
    return { used: this.times.length + this.others, max: this.max ?? DEVELOPER_EDITION };
  }
  header(): Record<string, string> {
    const { used, max } = this.shown();
    return { 'sforce-limit-info': `api-usage=${used}/${max}` };
  }
}
