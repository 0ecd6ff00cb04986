/**
 * What we made for a client is deleted by a person, and the client calls again: at once, while this process remembers what
 * it made, and a minute later. What find has seen to be gone wins over the memory, in every CRM.
 */
import type { MatrixRow } from '../../../core/matrix/types';
import type { CrmId, Entity } from '../../../core/model/plan';
import { ManualClock } from '../../../sandbox/common/types';
import type { LabView } from '../../../sandbox/common/lab';
import { labs } from '../../../sandbox/labs';
import { openCore } from '../../scenarios/hosts/core';
import { createWorld, type RunningWorld } from '../../scenarios/world';

type Kind = 'contacts' | 'leads' | 'companies' | 'deals';
const ENTITY: Record<Kind, Entity> = {
  contacts: 'contact',
  leads: 'lead',
  companies: 'company',
  deals: 'deal',
};
const KINDS = Object.keys(ENTITY) as Kind[];
/** What a row makes; NetHunt has no leads, HubSpot's are not kept (docs/crms.md). */
const TABLES: { name: string; row: MatrixRow; crms?: CrmId[] }[] = [
  { name: 'contact and deal', row: { contact: true, deal: true } },
  { name: 'contact, company and deal', row: { contact: true, company: true, deal: true } },
  { name: 'lead', row: { lead: true }, crms: ['salesforce', 'zoho'] },
  { name: 'contact and lead', row: { contact: true, lead: true }, crms: ['pipedrive'] },
];
const cases = (Object.keys(labs) as CrmId[]).flatMap((crm) =>
  TABLES.filter(({ crms }) => crms?.includes(crm) ?? true).map(({ name, row }) => [crm, name, row] as const),
);

/** Every set of these but the empty one. */
const subsets = (kinds: Kind[]): Kind[][] =>
  Array.from({ length: 2 ** kinds.length - 1 }, (_, bits) =>
    kinds.filter((_kind, at) => ((bits + 1) >> at) & 1),
  );
const idsOf = (view: LabView): Set<string> =>
  new Set(KINDS.flatMap((kind) => view[kind].map(({ id }) => `${ENTITY[kind]} ${id}`)));
const made = (view: LabView): Kind[] => KINDS.filter((kind) => view[kind].length > 0);

const isWrite = (world: RunningWorld, method: string, path: string): boolean =>
  world.lab.writes().some((write) => write.method === method && write.path === path);
let open: RunningWorld[] = [];
afterEach(async () => {
  for (const world of open) await world.end();
  open = [];
});

test.each(cases)(
  '%s, a table that makes %s: the next calls are written, nothing twice',
  async (crm, _name, row) => {
    const clock = new ManualClock(Date.parse('2026-11-20T12:00:31Z'));
    const time = { now: () => clock.now(), sleep: async (ms: number) => clock.advance(ms) };
    const cells = { ...row, callRecord: true } as const;
    const openWorld = async (): Promise<RunningWorld> => {
      const scenario = { id: 'X', title: '', run: async () => undefined };
      const world = createWorld(await openCore({ clock: time }), crm, scenario, { clock });
      open.push(world);
      await world.setup({ rows: { R4: cells, R5: cells } });
      return world;
    };
    const call = async (world: RunningWorld, id: string): Promise<LabView> => {
      const { result } = await world.send(world.call({ id: `ua0_-1763700000.${id}` }), 'ended');
      expect(result).toMatchObject({ error: null, outcome: { complete: true } });
      const view = await world.view();
      for (const kind of KINDS) expect([kind, view[kind].length <= 1]).toEqual([kind, true]);
      // The record of the call hangs on what is there.
      const links = view.calls.find(({ key }) => key?.endsWith(id))?.links ?? view.calls.at(-1)?.links ?? [];
      expect(links.length).toBeGreaterThan(0);
      const there = idsOf(view);
      for (const link of links) expect(there).toContain(`${link.entity} ${link.id}`);
      return view;
    };
    const first = await openWorld();
    const whole = made(await call(first, '1'));
    expect(whole.length).toBeGreaterThan(0);
    for (const gone of subsets(whole)) {
      const world = await openWorld();
      const before = await call(world, '1');
      for (const kind of gone) for (const { id } of before[kind]) world.lab.remove(ENTITY[kind], id);
      const left = idsOf(await world.view());
      const asked = world.lab.requests.length;
      const after = await call(world, '2');
      // Nothing is written to what is gone: other words of refusal than the fake's must not matter.
      const refused = world.lab.requests
        .slice(asked)
        .filter(({ method, path, status }) => status >= 400 && isWrite(world, method, path));
      expect(refused.map(({ path, answer }) => [path, answer])).toEqual([]);
      // What was left stays, and a client of whom nothing is left is a new one.
      for (const id of left) expect(idsOf(after)).toContain(id);
      if (gone.length === whole.length) expect(made(after)).toEqual(whole);
      // The client is still known, so only the deal is due.
      if (!gone.includes('contacts') && whole.includes('deals')) expect(made(after)).toContain('deals');
      clock.advance(60_000);
      expect(idsOf(await call(world, '3'))).toEqual(idsOf(after));
      expect(world.violations()).toEqual([]);
    }
  },
  30_000,
);
