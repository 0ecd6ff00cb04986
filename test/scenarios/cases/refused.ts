/** What an account refuses of a record costs the value, not the record; and never call record or task (G-27, G-28). */
import { DRIFTS, type Drift } from '../../../sandbox/common/lab';
import { counts, ids, linked, MISSED, openTasks } from '../look';
import type { Scenario, World } from '../types';

const REQUIRED = 'must_have';
const WORDS = 'Words of a visitor';
const OTHER = { id: 'ua0_-1763700500.2', client: '380501112233' };
const MAPPED = ['contact', 'deal'] as const;
/** A field that took text becomes one that takes none of it, in whichever way this vendor has. */
const WAYS: Drift[] = DRIFTS.filter((drift) => drift !== 'required' && drift !== 'gone');

const told = (result: Awaited<ReturnType<World['send']>>['result']): string =>
  (result?.outcome?.steps ?? []).map(({ reason }) => reason.text).join(' ');

export const refusedValues: Scenario[] = [
  {
    id: 'G-27',
    title:
      'refused values: the records are written without them, a note names field and reason; nothing is lost',
    async run(world) {
      const field = (entity: (typeof MAPPED)[number]): string => world.lab.textField[entity] ?? '';
      await world.setup({
        mapping: MAPPED.map((entity) => ({
          entity,
          field: field(entity),
          source: { type: 'variable', name: 'pool_name' },
        })),
      });
      await world.send(world.call({ pool: WORDS }), 'ended');
      const before = await world.view();
      expect(JSON.stringify(before.contacts)).toContain(WORDS);
      for (const entity of MAPPED)
        expect({ entity, changed: WAYS.some((way) => world.lab.drift(way, entity, field(entity))) }).toEqual({
          entity,
          changed: true,
        });
      const { result } = await world.send(world.call({ ...OTHER, pool: WORDS }), 'ended');
      expect(result?.error ?? null).toBeNull();
      const view = await world.view();
      expect(counts(view)).toEqual(
        Object.fromEntries(Object.entries(counts(before)).map(([name, count]) => [name, count * 2])),
      );
      for (const records of [view.contacts, view.deals])
        expect(JSON.stringify(records[1])).not.toContain(WORDS);
      for (const entity of MAPPED) expect(told(result)).toContain(field(entity));
      expect(told(result)).toMatch(/left out|cut/);
      // The same event again adds nothing.
      await world.send(world.call({ ...OTHER, pool: WORDS }), 'ended');
      expect(counts(await world.view())).toEqual(counts(view));
    },
  },
  {
    id: 'G-28',
    title:
      'a field is demanded that nothing fills: the node’s default, else the message names it; the task is written',
    async run(world) {
      const field = world.lab.requireField('contact', REQUIRED) || REQUIRED;
      const { result } = await world.send(world.call(MISSED), 'ended');
      expect(result?.error).toContain(REQUIRED);
      const before = await world.view();
      expect(counts(before)).toMatchObject({ contacts: 0, deals: 0, tasks: 1 });
      expect(openTasks(before)).toMatchObject([{ contacts: [], deals: [] }]);
      await world.change({ defaults: [{ entity: 'contact', field, value: 'from a call' }] });
      const again = await world.send(world.call({ ...MISSED, ...OTHER }), 'ended');
      expect(again.result?.error ?? null).toBeNull();
      expect(told(again.result)).toContain('from a call');
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: 1, deals: 1, tasks: 2 });
      expect(linked(view.tasks[1], 'contact')).toEqual(ids(view.contacts));
    },
  },
  {
    id: 'G-34',
    title:
      'a chosen pipeline, stage, field or user was deleted: never silently replaced, the message and the health check name it',
    async run(world) {
      const [first, second] = world.lab.pipelines;
      const problems = async (): Promise<string> =>
        (await world.health())
          .filter(({ level }) => level === 'problem')
          .map(({ message }) => message)
          .join(' ');
      // NetHunt's API tells neither pipelines nor users: there the refusal is the first word of it.
      const tells = world.crm !== 'nethunt';
      const refused = async (name: string, call = world.call()): Promise<void> => {
        if (tells) expect(await problems()).toContain(name);
        const { result } = await world.send(call, 'ended');
        expect(result?.error).toContain(name);
      };
      await world.setup({ defaultPipeline: { pipeline: second!.id, stage: null } });
      world.lab.removePipeline(second!.id);
      await refused(second!.id);
      expect(counts(await world.view())).toMatchObject({ contacts: 1, deals: 0, calls: 1 });
      await world.setup({ defaultPipeline: { pipeline: first!.id, stage: first!.open[1]! } });
      world.lab.removeStage(first!.open[1]!);
      await refused(first!.open[1]!);
      expect(counts(await world.view())).toMatchObject({ contacts: 1, deals: 0, calls: 1 });
      const variable = { type: 'variable', name: 'pool_name' } as const;
      await world.setup({ mapping: [{ entity: 'deal', field: 'deleted_field', source: variable }] });
      expect(await problems()).toContain('deleted_field');
      await refused('deleted_field');
      expect(world.lab.writes()).toEqual([]);
      await world.setup();
      world.lab.deactivate(world.people.olena.crmUserId);
      if (tells) expect(await problems()).toContain(world.people.olena.crmUserId);
      const { result } = await world.send(world.call(), 'ended');
      expect(counts(await world.view())).toMatchObject({ contacts: 1, deals: 1, calls: 1 });
      if (tells) expect(told(result)).toContain(world.people.olena.crmUserId);
    },
  },
];
