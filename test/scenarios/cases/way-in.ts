/** G-26: whatever way an event comes, the CRM holds what the plain JSON of it makes. */
import { multipart, typed, type Way } from '../../ways/request';
import { unreadable, waysOf, type Fields } from '../../ways/ways';
import { counts } from '../look';
import { callPayload } from '../payload';
import type { LabView } from '../../../sandbox/common/lab';
import type { Scenario, World } from '../types';

/** One way of each kind; test/hosts/suites/ways.ts sends all of them through the hosts' own servers. */
const WAYS = [
  'GET, the query, no body',
  'POST, the query, no body',
  'PUT, a query nested in additional_call_data, no body',
  'GET, a query with each name twice, empty first, no body',
];
const KINDS = [
  'JSON, labelled json',
  'a list of one, labelled none',
  'JSON, labelled form',
  'a form, labelled json',
  'JSON, labelled textUtf8',
  'a nested form, labelled form',
  'a form of names in braces, as they are, labelled form',
  'a form with each name twice, another last, labelled text',
  'a nested multipart form',
];

const fieldsOf = (world: World, id: string): Fields => {
  const payload = callPayload(world.call({ id, recording: null }), 'ended');
  return Object.fromEntries(
    Object.entries(payload)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, String(value)]),
  );
};
const chosen = (ways: Way[]): Way[] =>
  [...WAYS, ...KINDS].map((wanted) => {
    const found = ways.find(({ name }) => name === wanted || name.replace(/^\w+, /, '') === wanted);
    if (!found) throw new Error(`There is no way "${wanted}".`);
    return found;
  });
/** What a call makes, without ids and times. */
const made = ({ contacts, deals, calls, tasks }: LabView): unknown => ({
  contacts: contacts.map(({ phone, ownerId }) => ({ phone, ownerId })),
  deals: deals.map(({ ownerId }) => ownerId),
  calls: calls.map(({ direction, answered, seconds, ownerId }) => [direction, answered, seconds, ownerId]),
  tasks: tasks.map(({ state, ownerId }) => [state, ownerId]),
});

export const wayIn: Scenario[] = [
  {
    id: 'G-26',
    title:
      'GET, POST, PUT; JSON, form, multipart, text, no body; nested and repeated names: one event; else 400',
    async run(world) {
      const send = ({ method, query, headers, body }: Way): ReturnType<World['deliver']> =>
        world.deliver({ method, query: { event: 'incoming.ended' }, search: query, headers, body });
      await world.send(world.call(), 'ended');
      const expected = made(await world.view());
      // The same call again, each time by another way: nothing is to be added.
      for (const way of chosen(waysOf(fieldsOf(world, world.call().id)))) {
        const { answer, result } = await send(way);
        expect([way.name, answer.status, result?.error]).toEqual([way.name, 200, null]);
        expect(result?.plan).not.toBeNull();
        expect([way.name, made(await world.view())]).toEqual([way.name, expected]);
      }
      // And a fresh CRM that hears of the call by a multipart PUT only.
      await world.setup();
      const parts = multipart(Object.entries(fieldsOf(world, world.call().id)));
      await send({ name: 'multipart', method: 'PUT', query: '', ...parts });
      expect(made(await world.view())).toEqual(expected);
      const writes = world.lab.writes().length;
      for (const way of unreadable(fieldsOf(world, 'ua0_-1763700000.9'))) {
        const { answer } = await send(way);
        expect([way.name, answer.status, answer.body]).toEqual([
          way.name,
          400,
          expect.stringMatching(way.says),
        ]);
      }
      const asked = await world.deliver({ query: { token: 'wrong' }, headers: typed('json'), body: '{"a":' });
      expect(asked.answer.status).toBe(401);
      expect(world.lab.writes()).toHaveLength(writes);
      expect(counts(await world.view())).toMatchObject({ contacts: 1, calls: 1 });
    },
  },
];
