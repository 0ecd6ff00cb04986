/** The health check names what was changed in a CRM before a call fails of it, and writes nothing (G-21, G-34). */
import type { CrmId } from '../../../core/plan/types';
import { openCore } from '../../scenarios/hosts/core';
import type { Settings } from '../../scenarios/types';
import { createWorld, type RunningWorld } from '../../scenarios/world';
import { DRIFTS } from './drifts';

const CRMS: CrmId[] = ['hubspot', 'salesforce', 'zoho', 'nethunt', 'pipedrive'];
let world: RunningWorld;

async function start(crm: CrmId, settings?: (lab: RunningWorld['lab']) => Partial<Settings>): Promise<void> {
  const scenario = { id: 'health', title: 'health', crm, run: () => Promise.resolve() };
  world = createWorld(await openCore(), crm, scenario);
  await world.setup();
  if (settings) await world.change(settings(world.lab));
}
const bad = async (): Promise<string[]> =>
  (await world.health())
    .filter(({ level }) => level !== 'ok')
    .map(({ message, advice }) => `${message} ${advice ?? ''}`);

afterEach(async () => {
  expect(world.lab.writes()).toEqual([]);
  expect(world.violations()).toEqual([]);
  await world.end();
});

test.each(CRMS)('a sound account of %s: no problem and no warning', async (crm) => {
  await start(crm);
  expect(await bad()).toEqual([]);
});

test.each(DRIFTS.map((drift) => [drift.crm, drift.what, drift] as const))(
  '%s: %s',
  async (crm, _what, { plant, named, settings, several }) => {
    await start(crm, settings);
    expect(await bad()).toEqual([]);
    plant(world.lab);
    const findings = await bad();
    const naming = findings.filter((text) =>
      named.every((part) => (typeof part === 'string' ? text.includes(part) : part.test(text))),
    );
    const found = several && naming.length > 0 ? 1 : naming.length;
    expect({ findings, found }).toEqual({ findings, found: 1 });
  },
);
