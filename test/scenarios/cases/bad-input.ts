/**
 * What a person can break in a CRM: one clear message that names the thing and what to do, the other steps happen where
 * they can, and running the event again finishes it. In every CRM. (A revoked token is G-15.)
 */
import { providers } from '../../../core/crm/registry';
import { ATTRIBUTION, counts, ids, linked, UTM } from '../look';
import type { Scenario } from '../types';

const REQUIRED = 'must_have';

export const badInput: Scenario[] = [
  {
    id: 'B-01',
    title: 'the token may not touch deals: one message names the right',
    async run(world) {
      world.lab.limitRights();
      const { result } = await world.send(world.call(), 'ended');
      expect(result?.error).toContain(providers[world.crm]!.label);
      expect(result?.error).toMatch(/deal|opportunit/i);
      expect(result?.error).toMatch(/scope|right|permission|profile|allow|access/i);
      expect((await world.view()).deals).toEqual([]);
    },
  },
  {
    id: 'B-02',
    title: 'our fields are gone: made again where the vendor lets us, else named; the call is written',
    async run(world) {
      world.lab.bare();
      const call = world.call({ utm: UTM });
      const { result } = await world.send(call, 'ended');
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: 1, deals: 1, calls: 1 });
      const written = view.contacts[0]!.attribution.utm_source === ATTRIBUTION.utm_source;
      const told = JSON.stringify(result?.outcome?.steps.map(({ reason }) => reason.text));
      expect({ written, told: written || /utm_source|UTM source/i.test(told) }).toEqual({
        written,
        told: true,
      });
      await world.send(call, 'ended');
      expect(counts(await world.view())).toEqual(counts(view));
    },
  },
  {
    id: 'B-03',
    title:
      'the stage of new deals was deleted: the message names it; another stage and another run finish it',
    async run(world) {
      const [first] = world.lab.pipelines;
      const [gone = '', left = ''] = first!.open;
      await world.setup({ defaultPipeline: { pipeline: first!.id, stage: gone } });
      world.lab.removeStage(gone);
      const { result } = await world.send(world.call(), 'ended');
      expect(result?.error).toContain(gone);
      expect(result?.error).toMatch(/stage/i);
      const before = await world.view();
      expect(counts(before)).toMatchObject({ contacts: 1, deals: 0, calls: 1 });
      await world.change({ defaultPipeline: { pipeline: first!.id, stage: left } });
      const again = await world.send(world.call(), 'ended');
      expect(again.result?.error ?? null).toBeNull();
      const after = await world.view();
      expect(counts(after)).toEqual({ ...counts(before), deals: 1 });
      expect(after.deals).toMatchObject([{ stage: left, contactIds: ids(after.contacts) }]);
      expect(linked(after.calls[0], 'deal')).toEqual(ids(after.deals));
    },
  },
  {
    id: 'B-04',
    title: 'the manager was deactivated in the CRM: the senior gets the records, and a note says so',
    async run(world) {
      const { olena, sofia } = world.people;
      world.lab.deactivate(olena.crmUserId);
      const { result } = await world.send(world.call(), 'ended');
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: 1, deals: 1, calls: 1 });
      // A vendor without inactive users (NetHunt) keeps the manager.
      const owners = [...view.contacts, ...view.deals].map(({ ownerId }) => ownerId);
      const refused = owners.every((owner) => owner === sofia.crmUserId);
      expect(refused || (world.crm === 'nethunt' && owners.every((owner) => owner === olena.crmUserId))).toBe(
        true,
      );
      const told = JSON.stringify(result?.outcome?.steps.map(({ reason }) => reason.text));
      if (refused) expect(told).toContain(olena.crmUserId);
      expect(result?.error ?? null).toBeNull();
    },
  },
  {
    id: 'B-05',
    title:
      'new deals need a field we do not know: the message names it; with a mapping another run finishes it',
    async run(world) {
      // A vendor may give fields names of its own (Pipedrive: forty hex digits).
      const field = world.lab.requireField('deal', REQUIRED) || REQUIRED;
      const { result } = await world.send(world.call(), 'ended');
      const before = await world.view();
      if (before.deals.length === 1) {
        // Fields required in the vendor's pages only do not stop its API.
        expect(world.crm).toBe('nethunt');
        return;
      }
      expect(result?.error).toContain(REQUIRED);
      expect(counts(before)).toMatchObject({ contacts: 1, deals: 0, calls: 1 });
      await world.change({
        mapping: [{ entity: 'deal', field, source: { type: 'constant', value: 'from a call' } }],
      });
      const again = await world.send(world.call(), 'ended');
      expect(again.result?.error ?? null).toBeNull();
      const after = await world.view();
      expect(counts(after)).toEqual({ ...counts(before), deals: 1 });
      expect(after.deals).toMatchObject([{ contactIds: ids(after.contacts) }]);
      expect(linked(after.calls[0], 'deal')).toEqual(ids(after.deals));
    },
  },
];
