/** Plans, outages, routing, recordings and set-up in Pipedrive: PD-16 to PD-20. */
import { counts, ids, linked, REC } from '../look';
import { labOf } from './pipedrive-kit';
import type { Call, Scenario } from '../types';
import { usersRead } from '../users-read';

/** Calls of one burst. The 200 of the article in a minute's plan: test/core/crm/pipedrive/plan.test.ts, with a clock that jumps. */
const BURST = 40;

export const plans: Scenario[] = [
  {
    id: 'PD-16',
    title: 'the smallest plan and a burst of calls: nothing lost, all in the CRM in the end',
    async run(world) {
      labOf(world).fake.set({ limits: { burstPer2s: 20, searchPer2s: 10, dailyTokens: null } });
      const clients = Array.from({ length: BURST }, (_, n) => `3806700001${String(n).padStart(2, '0')}`);
      const contacts = clients.map((client) => world.lab.seed('contact', { phone: `+${client}` }));
      const out = { direction: 'out', type: 'out' } as const;
      const results = await Promise.all(
        clients.map((client, n) =>
          world.send(world.call({ ...out, client, id: `ua0_-17637${n + 10000}.7` }), 'ended'),
        ),
      );
      expect(results.map(({ result }) => result?.error ?? null).filter(Boolean)).toEqual([]);
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: BURST, calls: BURST });
      expect(view.calls.flatMap((call) => linked(call, 'contact')).sort()).toEqual([...contacts].sort());
    },
  },
  {
    id: 'PD-17',
    title: 'reconnection after an outage: every call of the log is in Pipedrive once',
    async run(world) {
      await world.setup({ projectId: '11111' });
      const call = (hoursAgo: number, change: Partial<Call> = {}): Call & { hoursAgo: number } => ({
        ...world.call({ id: `ua0_-17636100${hoursAgo}.17`, ...change }),
        hoursAgo,
      });
      const log = [call(40), call(20, { client: '380671110002' }), call(10)];
      await world.send(log[2]!, 'ended');
      expect(await world.replay(log, 2)).toEqual([]);
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: 2, deals: 2, calls: 3 });
      expect(await world.replay(log, 0)).toEqual([]);
    },
  },
  {
    id: 'PD-18',
    title: 'routing asks contact, then company, then deal',
    async run(world) {
      const { olena, ivan, maksym } = world.people;
      const nobody = world.lab.users.stranger;
      const rings = async (contactOwner: string, companyOwner: string): Promise<string> => {
        await world.setup({ receive: 'routing' });
        world.lab.seed('company', { phone: '0671234567', ownerId: companyOwner });
        const contactId = world.lab.seed('contact', { ownerId: contactOwner });
        world.lab.seed('deal', { contactId, ownerId: maksym.crmUserId });
        await usersRead(world);
        world.budget(1);
        return (await world.ask(world.call())).body;
      };
      expect(await rings(olena.crmUserId, ivan.crmUserId)).toBe('proj_olena');
      expect(await rings(nobody, ivan.crmUserId)).toBe('proj_ivan');
      expect(await rings(nobody, nobody)).toBe('proj_maksym');
    },
  },
  {
    id: 'PD-19',
    title: 'recording playable from the deal, the contact and the organisation',
    async run(world) {
      const companyId = world.lab.seed('company');
      const ownerId = world.people.ivan.crmUserId;
      const contactId = world.lab.seed('contact', { companyId, ownerId });
      const deal = world.lab.seed('deal', { contactId, companyId, ownerId });
      await world.send(world.call({ by: world.people.ivan, recording: REC }), 'ended');
      const { calls } = await world.view();
      expect(calls).toHaveLength(1);
      expect(linked(calls[0], 'deal')).toEqual([deal]);
      expect(linked(calls[0], 'contact')).toEqual([contactId]);
      expect(linked(calls[0], 'company')).toEqual([companyId]);
      // The hosts fetch the file from Ringostat, which no test can reach: there the link stays in the note.
      const files = world.host === 'core' ? ['recording.wav'] : [];
      expect(calls[0]!.recordings).toEqual([...files, REC]);
    },
  },
  {
    id: 'PD-20',
    title: "the product's own deal fields are created once, shown or hidden as chosen",
    async run(world) {
      for (const showFields of [true, false]) {
        await world.setup({ crmSettings: { showFields } });
        const { fake } = labOf(world);
        world.lab.bare();
        await world.send(world.call({ utm: { utm_source: 'google' } }), 'ended');
        await world.send(world.call({ id: 'ua0_-1763700000.20', client: '380671110003' }), 'ended');
        const made = fake.fields('deal').filter(({ custom, name }) => custom && name !== 'Comment');
        expect(made.map(({ name }) => name).sort()).toEqual(
          [
            'Ringostat call id',
            'Ringostat key',
            'google_client_id',
            'utm_campaign',
            'utm_content',
            'utm_medium',
            'utm_source',
            'utm_term',
          ].sort(),
        );
        for (const { more } of made)
          expect(more).toMatchObject({ ui_visibility: { details_visible_flag: showFields } });
        const { deals } = await world.view();
        expect(ids(deals)).toHaveLength(2);
        expect(deals[0]!.attribution.utm_source).toBe('google');
      }
    },
  },
];
