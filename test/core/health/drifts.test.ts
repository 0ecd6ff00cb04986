/** The health check names what was changed in a CRM before a call fails of it, and writes nothing (G-21, G-34). */
import type { CrmId } from '../../../core/model/plan';
import type { LabOptions } from '../../../sandbox/common/lab';
import { openCore } from '../../scenarios/hosts/core';
import type { Settings } from '../../scenarios/types';
import { createWorld, type RunningWorld } from '../../scenarios/world';
import { DRIFTS } from './drifts';

const CRMS: CrmId[] = ['hubspot', 'salesforce', 'zoho', 'nethunt', 'pipedrive'];
let world: RunningWorld;

async function start(
  crm: CrmId,
  options: LabOptions = {},
  settings?: (lab: RunningWorld['lab']) => Partial<Settings>,
): Promise<void> {
  const scenario = { id: 'health', title: 'health', crm, run: () => Promise.resolve() };
  world = createWorld(await openCore(), crm, scenario, options);
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

const SOUND: [CrmId, LabOptions][] = [
  ...CRMS.map((crm): [CrmId, LabOptions] => [crm, {}]),
  ['nethunt', { signIn: 'apiV2', tells: 'least' }],
  ['nethunt', { signIn: 'apiV2', tells: 'all' }],
];
test.each(SOUND)('a sound account of %s %j: no problem and no warning', async (crm, options) => {
  await start(crm, options);
  expect(await bad()).toEqual([]);
});

test.each(DRIFTS.map((drift) => [drift.crm, drift.what, drift] as const))(
  '%s: %s',
  async (crm, _what, { signIn, plant, named, settings, several }) => {
    await start(crm, signIn ? { signIn } : {}, settings);
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
