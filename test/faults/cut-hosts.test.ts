/**
 * Item 3 of issue 4 in both hosts: the way to the CRM is cut at the write of each record, in every way it can be. The same
 * event again, or the host's replay where the cut lasted, ends as an undisturbed run does. A host waits out its own time for
 * an answer that does not come, so the cuts of all CRMs go on side by side.
 */
import type { CrmId } from '../../core/model/plan';
import type { FaultAnswer } from '../../sandbox/common/types';
import { NodeRed } from '../node-red/node-red';
import { openN8n } from '../scenarios/hosts/n8n';
import type { Call, Driver } from '../scenarios/types';
import { createWorld, type RunningWorld } from '../scenarios/world';
import { isStep } from './kill';
import { CRMS, FAULT } from './kit';
import { told, toldOfLog } from './state';
import { tabsIn } from './tabs';

const FAULTS: Record<string, FaultAnswer> = {
  'no answer in time': 'hang',
  'dropped before the CRM has it': 'dropBefore',
  'dropped after commit': 'dropAfterCommit',
  '500': { status: 500, body: { message: 'internal error' } },
  '502 with HTML': {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>502 Bad Gateway</title></head></html>',
  },
};
/** From that write on, until the host gives up. */
const LASTING = ['dropped before the CRM has it', 'dropped after commit', '500'];
const PROJECT = '11111';
const UTM = { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'brand' };
/** Side by side, beside the ones that hang. */
const LANES = 8;

interface Cut {
  fault: string;
  at: number;
  lasting: boolean;
}
interface Ended extends Cut {
  struck: boolean;
  /** The CRM lacks the call after the cut: it is left to what follows. */
  left: boolean;
  errors: unknown[];
  ended: unknown;
}
interface Report {
  wanted: { again: unknown; replay: unknown };
  writes: number;
  ended: Ended[];
  violations: string[];
}
type Open = () => Promise<Driver> | Driver;

const callOf = (world: RunningWorld): Call => world.call({ utm: UTM });

/** Numbers of the writes among the requests of a plan: they are its last ones, in order. */
function stepsOfWrites({ lab }: RunningWorld): number[] {
  const writes = lab.writes();
  const steps = lab.requests.filter(isStep);
  const found: number[] = [];
  for (let at = steps.length - 1; at >= 0 && found.length < writes.length; at -= 1) {
    const wanted = writes.at(-1 - found.length);
    if (steps[at]?.method === wanted?.method && steps[at]?.path === wanted?.path) found.unshift(at);
  }
  expect(found).toHaveLength(writes.length);
  return found;
}

async function inWorld<T>(open: Open, crm: CrmId, run: (world: RunningWorld) => Promise<T>): Promise<T> {
  const world = createWorld(await open(), crm, FAULT);
  try {
    await world.setup({ projectId: PROJECT });
    return await run(world);
  } finally {
    await world.end();
  }
}

function cutOnce(open: Open, crm: CrmId, { fault, at, lasting }: Cut): Promise<Ended & { wrong: string[] }> {
  return inWorld(open, crm, async (world) => {
    const call = callOf(world);
    let seen = 0;
    let struck = false;
    const match = (request: { path: string }): boolean => {
      const hit = isStep(request) && seen++ >= at;
      struck ||= hit;
      return hit;
    };
    world.lab.faults.next({ match, answer: FAULTS[fault] ?? 'hang' }, lasting ? 10_000 : 1);
    await world.send(call, 'ended');
    world.lab.faults.clear();
    const there = (await world.view()).calls.length;
    const errors: unknown[] = lasting
      ? await world.replay([{ ...call, hoursAgo: 2 }], 1 - there)
      : [(await world.send(call, 'ended')).result?.error ?? null].filter((error) => error !== null);
    const ended = lasting ? await toldOfLog(world) : told(await world.view());
    return { fault, at, lasting, struck, left: there === 0, errors, ended, wrong: world.violations() };
  });
}

async function cutAll(open: Open, crm: CrmId): Promise<Report> {
  const { wanted, steps } = await inWorld(open, crm, async (world) => {
    expect((await world.send(callOf(world), 'ended')).result?.error).toBeNull();
    const again = told(await world.view());
    return { wanted: { again, replay: await toldOfLog(world) }, steps: stepsOfWrites(world) };
  });
  const cuts = Object.keys(FAULTS).flatMap((fault) =>
    [false, ...(LASTING.includes(fault) ? [true] : [])].flatMap((lasting) =>
      steps.map((at) => ({ fault, at, lasting })),
    ),
  );
  const hangs = cuts.filter(({ fault }) => FAULTS[fault] === 'hang').map((cut) => cutOnce(open, crm, cut));
  const rest = cuts.filter(({ fault }) => FAULTS[fault] !== 'hang');
  const lane = async (): Promise<(Ended & { wrong: string[] })[]> => {
    const done = [];
    for (let cut = rest.shift(); cut; cut = rest.shift()) done.push(await cutOnce(open, crm, cut));
    return done;
  };
  const lanes = await Promise.all(Array.from({ length: LANES }, lane));
  const all = [...(await Promise.all(hangs)), ...lanes.flat()];
  return {
    wanted,
    writes: steps.length,
    ended: all.map(({ wrong: _wrong, ...one }) => one),
    violations: all.flatMap(({ wrong }) => wrong),
  };
}

describe.each(['n8n', 'node-red'] as const)('in %s', (host) => {
  let red: NodeRed | null = null;
  const runs = new Map<CrmId, Promise<PromiseSettledResult<Report>[]>>();
  beforeAll(async () => {
    let open: Open = openN8n;
    if (host === 'node-red') {
      red = await NodeRed.start('4');
      await red.deploy([{ id: 'seen', type: 'tab', label: 'seen' }]);
      open = tabsIn(red);
    }
    for (const crm of CRMS) runs.set(crm, Promise.allSettled([cutAll(open, crm)]));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(runs.values());
    await red?.close();
  }, 240_000);

  test.each(CRMS)(
    '%s: cut at the write of each record, in 5 ways and 3 that last, then again or replayed: the same end',
    async (crm) => {
      const [run] = (await runs.get(crm)) ?? [];
      if (run?.status !== 'fulfilled') throw run?.reason;
      const { wanted, writes, ended, violations } = run.value;
      const left = ended.filter((one) => one.left);
      process.stdout.write(
        `${host}, ${crm}: ${writes} writes, ${ended.length} cuts, ${left.length} left the call to what followed\n`,
      );
      // Whatever lasts before the CRM has anything, leaves the call to the replay.
      expect(left.filter(({ fault, lasting }) => lasting && fault === LASTING[0])).toHaveLength(writes);
      expect(writes).toBeGreaterThanOrEqual(1);
      expect(ended).toHaveLength(writes * (Object.keys(FAULTS).length + LASTING.length));
      for (const { fault, at, lasting, struck, errors, ended: state } of ended)
        expect({ fault, at, lasting, struck, errors, ended: state }).toEqual({
          fault,
          at,
          lasting,
          struck: true,
          errors: [],
          ended: lasting ? wanted.replay : wanted.again,
        });
      expect(violations).toEqual([]);
    },
    240_000,
  );
});
