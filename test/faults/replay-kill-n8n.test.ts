/**
 * Items 3 and 5 of issue 4: a real n8n dies by SIGKILL in the middle of a replay, twice, is started again each time, and
 * the replay is run again. The five CRMs share each kill: a start of n8n takes 10 s.
 */
import type { CrmId } from '../../core/model/plan';
import { callKey } from '../../core/plan/keys';
import type { LabView } from '../../sandbox/common/lab';
import { CRMS } from './kit';
import { holdFrom, until } from './kill';
import { five, MortalN8n, type Five, type Flow } from './kill-n8n-kit';
import { CALLS } from './replay-calls';
import { told } from './state';
import { callsWritten, isWrite } from './writes';

/** Parts of all writes of the replay that a run makes before the next one is held and n8n is killed. */
const KILLED_AFTER = [0.4, 0.3];

const CLIENTS = new Set(CALLS.map(({ clientNumber }) => clientNumber)).size;
/** As the CRMs keep them: the project's id and the call's. */
const KEYS = CALLS.map(({ id }) => callKey('11111', id));

interface Seen {
  wanted: unknown;
  end: unknown;
  view: LabView;
  /** Of each run, the last one undisturbed: the calls it wrote, by their place in the log. */
  wrote: number[][];
  /** What one more run wrote. */
  again: number;
}

let n8n: MortalN8n;
const seen = {} as Five<Seen>;

async function open(crm: CrmId): Promise<Flow> {
  const flow = await n8n.open(crm, 'replay');
  flow.sandbox.ringostat.calls.push(...CALLS);
  return flow;
}
const press = async ({ id }: Flow): Promise<void> => void (await n8n.rest.runByHand(id, 'Run by Hand'));
const run = async (flow: Flow): Promise<void> => (await n8n.begin(flow, () => press(flow))).ended();
const writes = ({ sandbox }: Flow): number => sandbox.lab.writes().length;

/** Calls that requests after number `from` wrote, the held one among them. */
function wroteSince({ sandbox: { lab } }: Flow, from: number): number[] {
  return [...new Set(lab.requests.slice(from).flatMap((request) => callsWritten(request, KEYS)))].sort();
}

async function undisturbed(crm: CrmId): Promise<{ end: unknown; writes: number }> {
  const flow = await open(crm);
  await run(flow);
  const { lab } = flow.sandbox;
  const made = { end: told(await lab.view()), writes: writes(flow) };
  // The writes are told as they come in: by the same rule as the lab's.
  expect([crm, lab.requests.filter(isWrite).length]).toEqual([crm, made.writes]);
  await flow.sandbox.close();
  return made;
}

beforeAll(async () => {
  n8n = await MortalN8n.start();
  const clean = await five(undisturbed);
  const flows = await five(open);
  const all = Object.values(flows);
  const wrote = await five<number[][]>(() => Promise.resolve([]));
  for (const part of KILLED_AFTER) {
    const from = new Map(all.map(({ crm, sandbox }) => [crm, sandbox.lab.requests.length]));
    await Promise.all(
      all.map(async (flow) => {
        const held = holdFrom(flow.sandbox.lab, Math.floor(clean[flow.crm].writes * part), isWrite);
        await press(flow);
        await until(held, `the write of ${flow.crm} that is held`);
      }),
    );
    await n8n.killAndStart();
    for (const flow of all) {
      flow.sandbox.lab.faults.clear();
      wrote[flow.crm].push(wroteSince(flow, from.get(flow.crm) ?? 0));
    }
  }
  await Promise.all(
    all.map(async (flow) => {
      const { crm, sandbox } = flow;
      const from = sandbox.lab.requests.length;
      await run(flow);
      wrote[crm].push(wroteSince(flow, from));
      const view = await sandbox.lab.view();
      const before = writes(flow);
      await run(flow);
      const again = writes(flow) - before;
      seen[crm] = { wanted: clean[crm].end, end: told(view), view, wrote: wrote[crm], again };
      await sandbox.close();
    }),
  );
}, 400_000);
afterAll(() => n8n?.stop(), 30_000);

describe('SIGKILL of n8n twice in the middle of a replay, then the replay again', () => {
  test.each(CRMS)(
    '%s: each of the 7 calls is there once, the end is that of an undisturbed replay',
    (crm) => {
      const { view, end, wanted } = seen[crm];
      expect(end).toEqual(wanted);
      const keys = [...view.calls, ...view.tasks].map(({ key }) => key ?? '');
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of KEYS) expect(keys.filter((each) => each.startsWith(key))).not.toEqual([]);
      expect(view.contacts.length + view.leads.length).toBe(CLIENTS);
    },
  );
  test.each(CRMS)(
    '%s: the 2 runs after a kill begin with the call that was cut, 1 more run writes nothing',
    (crm) => {
      const { wrote, again } = seen[crm];
      // The held write is the last of a run; the next run begins with that call, and those before it are left alone.
      const cuts = wrote.map((some) => some.at(-1) ?? 0);
      const from = [0, ...cuts];
      for (const [at, some] of wrote.entries()) {
        const whole = Array.from({ length: cuts[at]! - from[at]! + 1 }, (_, n) => from[at]! + n);
        expect(some).toEqual(whole);
        expect(some.length).toBeGreaterThan(1);
      }
      expect(wrote).toHaveLength(KILLED_AFTER.length + 1);
      expect(cuts.at(-1)).toBe(CALLS.length - 1);
      expect(again).toBe(0);
    },
  );
});
