import type { SandboxClock } from '../common/types';
import { EDITION_LIMITS } from './defaults';
import { tooMany } from './errors';
import type { FakeZohoOptions, ZohoLimits } from './types';

const DAY_MS = 86_400_000;
const UNLIMITED: ZohoLimits = { credits: null, concurrency: null };

/** Credits of a rolling day and the units that requests under way hold (docs/reference/zoho.md#refusals-and-limits). */
export class Limits {
  private spent: { at: number; credits: number }[] = [];
  private units = 0;
  private max: ZohoLimits = UNLIMITED;

  constructor(
    private readonly clock: SandboxClock,
    private readonly options: Pick<FakeZohoOptions, 'edition' | 'limits'>,
  ) {
    this.set(options.limits ?? {});
  }
  set(limits: Partial<ZohoLimits> | false): void {
    this.max =
      limits === false ? UNLIMITED : { ...EDITION_LIMITS[this.options.edition ?? 'enterprise'], ...limits };
  }
  /** Takes the units of a request; throws 429 without Retry-After when the organisation has none left. */
  enter(units: number): void {
    const { credits, concurrency } = this.max;
    if (credits !== null && this.used() >= credits)
      throw tooMany('You have exceeded the maximum number of API credits of 24 hours.');
    if (concurrency !== null && this.units + units > concurrency)
      throw tooMany('You have exceeded the concurrency limit of the organisation.');
    this.units += units;
  }
  leave(units: number): void {
    this.units -= units;
  }
  spend(credits: number): void {
    this.spent.push({ at: this.clock.now(), credits });
  }
  /** The only sign of credits, given from half of them on. */
  headers(): Record<string, string> {
    const { credits } = this.max;
    if (credits === null || this.used() * 2 < credits) return {};
    return { 'x-api-credits-remaining': String(Math.max(0, credits - this.used())) };
  }
  private used(): number {
    const now = this.clock.now();
    this.spent = this.spent.filter(({ at }) => now - at < DAY_MS);
    return this.spent.reduce((sum, { credits }) => sum + credits, 0);
  }
}
