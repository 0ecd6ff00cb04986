/** Makes a jest test of every scenario of every CRM for one host, and keeps the result for the table. */
import type { CrmId } from '../../core/model/plan';
import type { LabOptions } from '../../sandbox/common/lab';
import { labs } from '../../sandbox/labs';
import type { Driver, Scenario } from './types';
import { record } from './results';
import { createWorld } from './world';
import { scenariosOf } from './cases';

/** CRMs to run: all that have a lab, or those of the environment (`npm run conformance -- zoho`). */
export function chosenCrms(): CrmId[] {
  const all = Object.keys(labs) as CrmId[];
  const wanted = (process.env['CRM'] ?? '').split(/[\s,]+/).filter(Boolean);
  const unknown = wanted.filter((crm) => !all.includes(crm as CrmId));
  if (unknown.length > 0) throw new Error(`No such CRM: ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  return wanted.length > 0 ? (wanted as CrmId[]) : all;
}

/**
 * One of two shares of the CRMs to run, so that the suites that wait longest are two files, side by side. None is left out: the
 * shares are every first and every second of them.
 */
export const halfOfCrms = (half: 1 | 2): CrmId[] => chosenCrms().filter((_, index) => index % 2 === half - 1);

type Variant = Pick<LabOptions, 'answers' | 'signIn' | 'tells'> & {
  without?: readonly string[];
  otherwise?: string;
  only?: RegExp;
};
/**
 * `signIn`: another way to sign in than the CRM's usual one; `answers`: the other ones where the vendor's are in dispute. Budgets
 * of requests and the table are of the usual ones.
 * `without`: scenarios of what this way cannot do, by id. `otherwise`: what the host does in another way than its usual one; the
 * table is of the usual one here too. `only`: scenarios that it is about, by id.
 */
export function runScenarios(
  open: () => Promise<Driver>,
  host: Driver['host'],
  crms = chosenCrms(),
  { without = [], otherwise = '', only = /./, ...options }: Variant = {},
): void {
  const { answers, signIn, tells = '' } = options;
  if (crms.length === 0) {
    test(`the CRMs that were chosen are not run here, in ${host}`, () => {
      // A share of all of them is never empty.
      expect(chosenCrms().length).toBeLessThan(Object.keys(labs).length);
    });
    return;
  }
  const usual = !signIn && answers !== 'other';
  describe.each(crms)(
    `%s scenarios in ${host}${signIn ? ` by ${signIn} ${tells}` : ''}${otherwise && `, ${otherwise}`}`,
    (crm) => {
      let driver: Driver;
      beforeAll(async () => {
        driver = await open();
      }, 120_000);
      afterAll(async () => {
        await driver?.close();
      });
      const scenarios = scenariosOf(crm).filter(({ id }) => only.test(id) && !without.includes(id));
      test.each(
        scenarios.map((scenario) => [scenario.id, scenario.title, scenario] as [string, string, Scenario]),
      )(
        '%s %s',
        async (id, title, scenario) => {
          const world = createWorld(driver, crm, scenario, options);
          let status: 'passed' | 'failed' = 'failed';
          try {
            await world.setup();
            await scenario.run(world);
            expect(world.violations()).toEqual([]);
            const budget = usual ? world.budgetSaid() : null;
            if (budget !== null)
              expect({ id, requests: world.spentOnFirstSend(), within: true }).toEqual({
                id,
                requests: world.spentOnFirstSend(),
                within: (world.spentOnFirstSend() ?? Infinity) <= budget,
              });
            status = 'passed';
          } finally {
            // The table of docs/scenarios.md is of the scenarios; bad input is beside them.
            if (!id.startsWith('B-') && usual && !otherwise)
              record({
                id,
                title,
                crm,
                host,
                status,
                requests: world.spentOnFirstSend(),
                budget: world.budgetSaid(),
              });
            await world.end();
          }
        },
        120_000,
      );
    },
  );
}
