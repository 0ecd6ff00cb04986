/** Scenario G-32: whose the records of one call are. In every CRM. */
import type { MatrixRow } from '../../../core/matrix/types';
import type { Entity } from '../../../core/model/plan';
import { transferred } from '../transfer';
import type { Scenario, World } from '../types';

const CLIENT: MatrixRow = { company: true, contact: true, deal: true };
const LEAD: MatrixRow = { contact: true, lead: true };
const AFTER = { R4: { callRecord: true }, R5: { callRecord: true } } as const;
const KINDS = { contact: 'contacts', lead: 'leads', company: 'companies', deal: 'deals' } as const;
const ENTITIES = Object.keys(KINDS) as Entity[];
/** CRMs in which the product writes leads. */
const WITH_LEADS = ['salesforce', 'zoho', 'pipedrive'];

type Send = (moment: 'ringing' | 'answered' | 'ended' | 'ended, last only') => Promise<unknown>;

export const owners: Scenario[] = [
  {
    id: 'G-32',
    title: 'transferred, or several events at one instant: every record of the call is the last talker’s',
    async run(world) {
      const { olena: first, ivan: last, maksym: other } = world.people;
      let count = 0;
      const known = new Set<string>();
      /** Owners of what came since it was asked last, by kind. */
      const made = async (): Promise<Partial<Record<Entity, (string | null)[]>>> => {
        const view = await world.view();
        const fresh = ENTITIES.flatMap((entity) =>
          view[KINDS[entity]]
            .filter(({ id }) => !known.has(`${entity} ${id}`))
            .map((one) => ({ ...one, entity })),
        );
        for (const { entity, id } of fresh) known.add(`${entity} ${id}`);
        return Object.fromEntries(
          ENTITIES.flatMap((entity) => {
            const of = fresh.filter((one) => one.entity === entity).map(({ ownerId }) => ownerId);
            return of.length > 0 ? [[entity, of]] : [];
          }),
        );
      };
      /** Each call is a new client's. */
      const start = (): Send => {
        count += 1;
        const more = { client_company: `Sofa ${count}` };
        const call = world.call({
          by: first,
          id: `ua0_-176370032${count}.1`,
          client: `38067123460${count}`,
          more,
        });
        return (moment) => {
          if (moment === 'ended') return world.send(transferred(call, first, last), 'ended');
          if (moment === 'ended, last only') return world.send({ ...call, by: last }, 'ended');
          return world.send(call, moment);
        };
      };
      const giveAway = async (world: World): Promise<void> => {
        const view = await world.view();
        for (const entity of ENTITIES)
          for (const { id } of view[KINDS[entity]])
            if (!known.has(`${entity} ${id}`)) world.lab.edit(entity, id, { ownerId: other.crmUserId });
      };
      const check = async (row: MatrixRow): Promise<void> => {
        const entities = ENTITIES.filter((entity) => row[entity]);
        const allOf = ({ crmUserId }: typeof first): unknown =>
          Object.fromEntries(entities.map((entity) => [entity, [crmUserId]]));
        for (const end of ['ended', 'ended, last only'] as const) {
          const send = start();
          await send('answered');
          await send(end);
          expect([end, await made()]).toEqual([end, allOf(last)]);
        }
        for (const order of [
          ['ringing', 'answered', 'ended'],
          ['ended', 'answered', 'ringing'],
        ] as const) {
          const send = start();
          await Promise.all(order.map((moment) => send(moment)));
          expect([order, await made()]).toEqual([order, allOf(last)]);
        }
        // A person gave them to somebody else while the call went on.
        const send = start();
        await send('answered');
        await giveAway(world);
        await send('ended');
        expect(await made()).toEqual(allOf(other));
      };
      await world.setup({ rows: { ...AFTER, R1: CLIENT, R2: CLIENT } });
      await check(CLIENT);
      // What the call did not make keeps its owner.
      world.lab.seed('contact', { ownerId: first.crmUserId, phone: '380671234699' });
      const call = world.call({ client: '380671234699', id: 'ua0_-1763700329.1', by: first });
      await world.send(call, 'answered');
      await world.send(transferred(call, first, last), 'ended');
      expect(await made()).toEqual({ contact: [first.crmUserId], deal: [last.crmUserId] });
      if (!WITH_LEADS.includes(world.crm)) return;
      await world.change({ rows: { ...world.settings().rows, R1: LEAD, R2: LEAD } });
      await check(LEAD);
    },
  },
];
