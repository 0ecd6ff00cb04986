import type { Exchange } from '../../sandbox/common/types';
import { loadSpecs } from './check-exchange';
import type { Vendor } from './spec-files';

export interface Contract {
  /** Lines of every exchange that left the vendor's description; a test asserts that it is empty. */
  violations: string[];
  /** Exchanges seen; 0 at the end of a test means that nothing was checked. */
  readonly checked: number;
  /** False when the descriptions are absent (never under CI). */
  readonly active: boolean;
}

/** Checks every request and answer of a fake from now on. Throws under CI when the descriptions are absent. */
export function attachContract(
  fake: { onExchange(listener: (exchange: Exchange) => void): void },
  vendor: Vendor = 'hubspot',
): Contract {
  const specs = loadSpecs(vendor);
  const violations: string[] = [];
  let checked = 0;
  fake.onExchange((exchange) => {
    checked += 1;
    if (specs) violations.push(...specs.checkExchange(exchange));
  });
  return {
    violations,
    active: specs !== null,
    get checked() {
      return checked;
    },
  };
}
