/** Worlds for fault tests: a CRM's lab behind a driver, without a scenario. */
import type { CrmId } from '../../core/model/plan';
import type { LabOptions } from '../../sandbox/common/lab';
import { labs } from '../../sandbox/labs';
import { openCore } from '../scenarios/hosts/core';
import { openN8n } from '../scenarios/hosts/n8n';
import { openNodeRed } from '../scenarios/hosts/node-red';
import type { Driver, Host, Scenario } from '../scenarios/types';
import { createWorld, type RunningWorld } from '../scenarios/world';

export const CRMS = Object.keys(labs) as CrmId[];
export const DRIVERS: Record<Host, () => Promise<Driver>> = {
  core: openCore,
  n8n: openN8n,
  'node-red': openNodeRed,
};
export const FAULT: Scenario = { id: 'fault', title: '', run: () => Promise.resolve() };

/** Opens the host once for the file's tests; `inWorld` gives each of them a CRM of its own and closes it. */
export function worldsIn(host: Host): {
  inWorld(crm: CrmId, run: (world: RunningWorld) => Promise<void>, lab?: LabOptions): Promise<void>;
} {
  let driver: Driver;
  beforeAll(async () => {
    driver = await DRIVERS[host]();
  }, 120_000);
  afterAll(() => driver?.close());
  return {
    async inWorld(crm, run, options) {
      const world = createWorld(driver, crm, FAULT, options);
      try {
        await run(world);
        expect(world.violations()).toEqual([]);
      } finally {
        await world.end();
      }
    },
  };
}
