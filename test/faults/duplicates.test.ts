/** Item 1 of issue 4 in one process: many copies at once, two calls of one new number at once. */
import type { Host } from '../scenarios/types';
import { counts, ids, linked, merged } from '../scenarios/look';
import { CRMS, worldsIn } from './kit';

const COPIES = 50;

describe.each<Host>(['core', 'n8n', 'node-red'])('in %s', (host) => {
  const { inWorld } = worldsIn(host);

  test.each(CRMS)(
    `%s: ${COPIES} copies of one event at once give one contact, one deal, one call record, one task`,
    (crm) =>
      inWorld(crm, async (world) => {
        await world.setup();
        const call = world.call({ by: null, status: 'NO ANSWER', talk: 0 });
        const sent = Array.from({ length: COPIES }, () => world.send(call, 'ended'));
        for (const { answer, result } of await Promise.all(sent))
          expect([answer.status, result?.error ?? null]).toEqual([200, null]);
        const view = await world.view();
        expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 1, tasks: 1 });
        expect(view.deals[0]!.contactIds).toEqual(ids(view.contacts));
        for (const activity of [view.calls[0], view.tasks[0]])
          expect(linked(activity, 'deal')).toEqual(ids(view.deals));
      }),
    180_000,
  );

  test.each(CRMS)(
    `%s: ${COPIES} copies at once under the CRM's own preset give each record once`,
    (crm) =>
      inWorld(crm, async (world) => {
        await world.setup({ preset: crm });
        const call = world.call();
        await world.send(call, 'ended');
        const once = counts(await world.view());
        expect(Object.values(once).every((count) => count <= 1)).toBe(true);
        await world.setup({ preset: crm });
        await Promise.all(Array.from({ length: COPIES }, () => world.send(call, 'ended')));
        expect(counts(await world.view())).toEqual(once);
      }),
    180_000,
  );

  test.each(CRMS)(
    '%s: 2 different calls of 1 new number at once give one contact, one deal, both calls',
    (crm) =>
      inWorld(crm, async (world) => {
        await world.setup();
        const call = (n: number) => world.call({ id: `ua0_-176370000${n}.2` });
        await Promise.all([1, 2].map((n) => world.send(call(n), 'ended')));
        const view = await world.view();
        expect(counts(view)).toEqual({
          contacts: 1,
          leads: 0,
          deals: 1,
          calls: 2,
          tasks: merged(world) ? 0 : 2,
        });
        for (const one of view.calls) {
          expect(linked(one, 'contact')).toEqual(ids(view.contacts));
          expect(linked(one, 'deal')).toEqual(ids(view.deals));
        }
      }),
    60_000,
  );
});
