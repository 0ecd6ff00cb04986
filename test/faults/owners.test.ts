/** G-32: whose the records of a call are does not depend on the order of its events, nor on several coming at once. */
import fc from 'fast-check';
import type { MatrixTable, PresetId } from '../../core/matrix/types';
import type { CrmId } from '../../core/model/plan';
import type { Call, CallMoment, Driver } from '../scenarios/types';
import { openCore } from '../scenarios/hosts/core';
import { createWorld, type RunningWorld } from '../scenarios/world';
import { transferred } from '../scenarios/transfer';
import { CRMS, FAULT, worldsIn } from './kit';

/** Random deliveries tried per CRM and table. */
const RUNS = 8;
const all = { company: true, contact: true, deal: true } as const;
const lead = { lead: true } as const;
/** Tables that make records at ringing, at pick-up and after the call, by what they make. */
const TABLES: Record<string, { rows: MatrixTable; crms?: readonly CrmId[]; preset?: PresetId }> = {
  'records at ringing': { rows: { R1: all, R2: all } },
  'records at pick-up': { rows: { R2: all } },
  'contact at ringing, deal at pick-up': { rows: { R1: { contact: true }, R2: { deal: true } } },
  'lead at ringing': { rows: { R1: lead, R2: lead, R4: lead, R5: lead }, crms: ['salesforce', 'zoho'] },
  'the preset': { rows: {} },
  'leads of the preset': {
    rows: { R1: { contact: true, ...lead } },
    crms: ['pipedrive'],
    preset: 'pipedriveLeads',
  },
};

type Sent = 'ringing' | 'answered by A' | 'answered by B' | 'ended';
const SENT: Sent[] = ['ringing', 'answered by A', 'answered by B', 'ended'];
/** Deliveries in waves: those of one wave come at one instant. Some come twice. */
const waves = fc
  .tuple(...SENT.map(() => fc.integer({ min: 1, max: 2 })))
  .chain((times) =>
    fc.shuffledSubarray(
      SENT.flatMap((sent, index) => Array.from({ length: times[index] ?? 1 }, () => sent)),
      { minLength: times.reduce((sum, count) => sum + count, 0) },
    ),
  )
  .chain((order) =>
    fc.array(fc.boolean(), { minLength: order.length, maxLength: order.length }).map((breaks) =>
      order.reduce<Sent[][]>((done, sent, index) => {
        const last = done.at(-1);
        if (last && !breaks[index]) last.push(sent);
        else done.push([sent]);
        return done;
      }, []),
    ),
  );

/** Owners of everything that is in the CRM. */
async function ownersOf(world: RunningWorld): Promise<Record<string, (string | null)[]>> {
  const { contacts, leads, companies, deals } = await world.view();
  const owners = (records: { ownerId: string | null }[]): (string | null)[] =>
    records.map(({ ownerId }) => ownerId);
  return {
    contacts: owners(contacts),
    leads: owners(leads),
    companies: owners(companies),
    deals: owners(deals),
  };
}

function deliveries(world: RunningWorld, legs: boolean): Record<Sent, [Call, CallMoment]> {
  const { olena, ivan } = world.people;
  const call = world.call({ by: olena, more: { client_company: 'Sofa Ltd' } });
  const ended = legs ? transferred(world.call(call), olena, ivan) : { ...call, by: ivan };
  return {
    ringing: [call, 'ringing'],
    'answered by A': [call, 'answered'],
    'answered by B': [{ ...call, by: ivan }, 'answered'],
    ended: [{ ...ended, more: { ...call.more, ...ended.more } }, 'ended'],
  };
}

async function after(world: RunningWorld, order: Sent[][], legs: boolean): ReturnType<typeof ownersOf> {
  const sends = deliveries(world, legs);
  for (const wave of order) {
    const sent = await Promise.all(wave.map((name) => world.send(...sends[name])));
    for (const { result } of sent) expect(result?.error ?? null).toBeNull();
  }
  return ownersOf(world);
}

const cases = CRMS.flatMap((crm) =>
  Object.entries(TABLES)
    .filter(([, { crms }]) => !crms || crms.includes(crm))
    .map(([name, table]) => ({ crm, name, ...table })),
);

const { inWorld } = worldsIn('core');
test.each(cases)(
  `$crm, $name: ${RUNS} random orders, some at one instant, leave the owners of the right order`,
  ({ crm, rows, preset }) =>
    inWorld(crm, async (world) => {
      const fresh = (): Promise<void> =>
        world.setup(
          preset ? { preset, rows } : rows === TABLES['the preset']!.rows ? { preset: crm } : { rows },
        );
      await fresh();
      const wanted = await after(
        world,
        SENT.map((sent) => [sent]),
        true,
      );
      const { ivan } = world.people;
      const owners = Object.values(wanted).flat();
      expect(owners).toEqual(owners.map(() => ivan.crmUserId));
      expect(owners.length).toBeGreaterThan(0);
      await fc.assert(
        fc.asyncProperty(waves, fc.boolean(), async (order, legs) => {
          await fresh();
          expect({ order, legs, owners: await after(world, order, legs) }).toEqual({
            order,
            legs,
            owners: wanted,
          });
        }),
        { numRuns: RUNS },
      );
    }),
  300_000,
);

/** Two processes of one account: each event goes to the next one. Neither knows what the other remembers. */
async function openTwo(): Promise<Driver> {
  const both = [await openCore(), await openCore()];
  const [first] = both as [Driver, Driver];
  let turn = 0;
  return {
    ...first,
    deploy: async (settings, lab) => {
      for (const driver of both) await driver.deploy(settings, lab);
    },
    deliver: (request) => both[turn++ % both.length]!.deliver(request),
  };
}

test.each(CRMS)(
  '%s: all at one instant, each in the next of two processes: one owner of everything',
  async (crm) => {
    const world = createWorld(await openTwo(), crm, FAULT);
    const orders: Sent[][] = [
      ['ended', 'ringing', 'answered by A'],
      ['ringing', 'ended'],
      ['answered by A', 'ended', 'ringing'],
      ['answered by A', 'answered by A', 'ended', 'ended'],
    ];
    try {
      for (const order of orders) {
        await world.setup({ rows: { R1: all, R2: all } });
        // Only so does a CRM without unique fields look what another process made.
        await world.change({ crmSettings: { ...world.settings().crmSettings, workers: 'several' } });
        const owners = await after(world, [order], true);
        const { ivan } = world.people;
        const mine = (made: (string | null)[]): string[] => made.map(() => ivan.crmUserId);
        expect({ order, owners }).toEqual({
          order,
          owners: { ...Object.fromEntries(Object.entries(owners).map(([kind, made]) => [kind, mine(made)])) },
        });
        expect(owners).toMatchObject({ contacts: [ivan.crmUserId], deals: [ivan.crmUserId] });
      }
      expect(world.violations()).toEqual([]);
    } finally {
      await world.end();
    }
  },
  120_000,
);
