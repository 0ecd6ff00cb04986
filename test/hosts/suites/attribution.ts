/** The template "attribution-only": records of a third party get the attribution, nothing is created. */
import { EMPLOYEES } from '../../../sandbox/demo/people';
import type { FakeCall } from '../../../sandbox/ringostat/types';
import { fakeCall, sendCall } from '../kit/webhook';
import type { Published, Stage } from '../kit/types';
import { countsOf } from './expected';

const NOTHING = { contacts: 0, leads: 0, companies: 0, deals: 0, calls: 0, tasks: 0 };

export function attributionTests(stage: () => Stage): void {
  describe('the template "attribution-only"', () => {
    let flow: Published;
    let runs = 0;
    const sent = async (call: FakeCall): Promise<void> => {
      expect((await sendCall(flow.url, call)).status).toBe(200);
      await flow.ended((runs += 1));
    };
    beforeAll(async () => {
      flow = await stage().publish('attribution-only');
    }, 60_000);

    test('records of a third party get the attribution once; nothing is created', async () => {
      const { lab } = stage();
      const ownerId = lab.users.olena;
      const contact = lab.seed('contact', { phone: '+380677650030', ownerId });
      const deal = lab.seed('deal', { name: 'Made by another tool', contactId: contact, ownerId });
      await stage().mark();
      const employee = EMPLOYEES[0];
      await sent(fakeCall('380677650030', { employee }));
      const find = async () => {
        const { contacts, deals } = await lab.view();
        return [contacts.find(({ id }) => id === contact), deals.find(({ id }) => id === deal)];
      };
      const marks = {
        utm_source: 'google',
        utm_medium: 'cpc',
        utm_campaign: 'brand',
        google_client_id: '1122334455.1700000000',
      };
      expect(await find()).toMatchObject([
        { attribution: marks },
        { name: 'Made by another tool', attribution: marks },
      ]);
      expect(countsOf(await stage().fresh())).toEqual(NOTHING);

      await sent(fakeCall('380677650030', { employee, utm: { source: 'bing', medium: 'cpc' } }));
      expect(await find()).toMatchObject([{ attribution: marks }, { attribution: marks }]);
    }, 60_000);

    test('an unknown number leaves the CRM as it is', async () => {
      const { lab } = stage();
      const before = { all: lab.requests.length, writes: lab.writes().length };
      await sent(fakeCall('380677650031'));
      expect(lab.requests.length).toBeGreaterThan(before.all);
      expect(lab.writes().slice(before.writes)).toEqual([]);
    }, 60_000);
  });
}
