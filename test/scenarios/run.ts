/** Makes a jest test of every scenario for one host, and keeps the result for the table. */
import type { Driver, Scenario } from './types';
import { record } from './results';
import { createWorld } from './world';
import { scenarios } from './cases';

export function runScenarios(open: () => Promise<Driver>, host: Driver['host']): void {
  describe(`scenarios in ${host}`, () => {
    let driver: Driver;
    beforeAll(async () => {
      driver = await open();
    }, 120_000);
    afterAll(async () => {
      await driver?.close();
    });
    test.each(
      scenarios.map((scenario) => [scenario.id, scenario.title, scenario] as [string, string, Scenario]),
    )(
      '%s %s',
      async (id, title, scenario) => {
        const world = createWorld(driver);
        let status: 'passed' | 'failed' = 'failed';
        try {
          await world.setup();
          await scenario.run(world);
          expect(world.violations()).toEqual([]);
          const budget = world.budgetSaid();
          if (budget !== null)
            expect({ id, requests: world.spentOnFirstSend(), within: true }).toEqual({
              id,
              requests: world.spentOnFirstSend(),
              within: (world.spentOnFirstSend() ?? Infinity) <= budget,
            });
          status = 'passed';
        } finally {
          record({
            id,
            title,
            crm: 'hubspot',
            host,
            status,
            requests: world.spentOnFirstSend(),
            budget: world.budgetSaid(),
          });
          await world.end();
        }
      },
      60_000,
    );
  });
}
