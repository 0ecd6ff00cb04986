/** The template for calls and forms: what the CRM holds when its runs have ended. */
import { SECRET } from '../../../sandbox/demo/people';
import { buildForm } from '../../../sandbox/ringostat/form';
import { fakeCall, missedCall, post, sendCall } from '../kit/webhook';
import { emptyCrm } from '../kit/stage';
import type { Published, Stage } from '../kit/types';

const OLENA = '81234';
const PETRO = '81235';
const MARKS = {
  utm_source: 'google',
  utm_medium: 'cpc',
  utm_campaign: 'brand',
  google_client_id: '1122334455.1700000000',
};

export function callsTests(stage: () => Stage): void {
  describe('the template "calls"', () => {
    let flow: Published;
    let runs = 0;
    const ended = (more = 1): Promise<void> => flow.ended((runs += more));
    const employee = (name: string) =>
      stage().sandbox.ringostat.employees.find((one) => one.name.startsWith(name));
    beforeAll(async () => {
      flow = await stage().host.publish('calls');
    }, 60_000);
    beforeEach(() => emptyCrm(stage()));

    test('a new client who was answered: contact, deal, call record and done task, however often it is sent', async () => {
      const call = fakeCall('380677650001', { employee: employee('Olena') });
      expect((await sendCall(flow.url, call)).status).toBe(200);
      await ended();
      const once = await stage().portal.view();
      const [contact, deal, record, task] = [once.contacts, once.deals, once.calls, once.tasks].map(
        (list) => list[0],
      );
      expect(contact?.properties).toMatchObject({
        phone: '+380677650001',
        hubspot_owner_id: OLENA,
        ...MARKS,
      });
      expect(deal).toMatchObject({
        contacts: [contact?.id],
        properties: { hubspot_owner_id: OLENA, dealstage: 'appointmentscheduled', ...MARKS },
      });
      expect(record).toMatchObject({
        contacts: [contact?.id],
        deals: [deal?.id],
        properties: {
          hs_call_direction: 'INBOUND',
          hs_call_status: 'COMPLETED',
          hs_call_duration: '94000',
          hubspot_owner_id: OLENA,
        },
      });
      expect(task).toMatchObject({
        contacts: [contact?.id],
        properties: { hs_task_status: 'COMPLETED', hubspot_owner_id: OLENA },
      });

      await Promise.all([sendCall(flow.url, call), sendCall(flow.url, call)]);
      await sendCall(flow.url, call);
      await ended(3);
      const again = await stage().portal.view();
      expect(Object.values(again).map((list) => list.length)).toEqual([1, 0, 1, 1, 1]);
      expect(again.deals[0]?.id).toBe(deal?.id);
    }, 60_000);

    test('a call of a known client that nobody took: an open task of the owner', async () => {
      const { portal } = stage();
      const contact = portal.contact({ phone: '+380677650002', hubspot_owner_id: PETRO });
      const deal = portal.deal(contact, { hubspot_owner_id: PETRO });
      expect((await sendCall(flow.url, missedCall('380677650002'))).status).toBe(200);
      await ended();
      const { contacts, deals, calls, tasks } = await portal.view();
      expect([contacts.map(({ id }) => id), deals.map(({ id }) => id)]).toEqual([[contact], [deal]]);
      expect(calls).toMatchObject([
        { contacts: [contact], deals: [deal], properties: { hs_call_status: 'NO_ANSWER' } },
      ]);
      expect(tasks).toMatchObject([
        { contacts: [contact], properties: { hs_task_status: 'NOT_STARTED', hubspot_owner_id: PETRO } },
      ]);
    }, 60_000);

    test('a form of the website: contact and deal', async () => {
      const form = buildForm({
        id: 'form-1',
        name: 'Anna Lysenko',
        phone: '+380677650003',
        email: 'anna@example.com',
        utm: { source: 'newsletter' },
        submittedAt: Date.now(),
      });
      const answer = await post(flow.url, { event: 'form.submitted', token: SECRET }, form);
      expect(answer.status).toBe(200);
      await ended();
      const { contacts, deals, calls } = await stage().portal.view();
      expect(contacts).toMatchObject([
        {
          properties: {
            firstname: 'Anna Lysenko',
            phone: '+380677650003',
            email: 'anna@example.com',
            utm_source: 'newsletter',
          },
        },
      ]);
      expect(deals).toMatchObject([
        { contacts: [contacts[0]?.id], properties: { utm_source: 'newsletter' } },
      ]);
      expect(calls).toEqual([]);
    }, 60_000);

    test('a wrong secret is refused with 401, and the CRM is not asked', async () => {
      const answer = await sendCall(flow.url, fakeCall('380677650004'), 'not-the-secret');
      expect(answer.status).toBe(401);
      expect(answer.body).not.toContain(SECRET);
      // The next good call shows that the refused one started nothing: all requests are the good one's.
      const seen = stage().sandbox.hubspot.requests.length;
      expect(seen).toBe(0);
      await sendCall(flow.url, missedCall('380677650005'));
      await ended();
      const { contacts } = await stage().portal.view();
      expect(contacts.map(({ properties }) => properties['phone'])).toEqual(['+380677650005']);
    }, 60_000);

    test('a webhook is answered before any request to the CRM starts', async () => {
      const { hubspot } = stage().sandbox;
      hubspot.faults.next({ answer: { delayMs: 300 } }, 1000);
      try {
        for (let round = 0; round < 5; round += 1) {
          const before = hubspot.requests.length;
          const call = fakeCall(`38067765001${round}`, { employee: employee('Petro') });
          const { status, answeredAt } = await sendCall(flow.url, call);
          expect(status).toBe(200);
          await ended();
          const started = hubspot.requests.slice(before).map(({ startedAt }) => startedAt);
          expect(started.length).toBeGreaterThanOrEqual(4);
          expect(Math.min(...started)).toBeGreaterThanOrEqual(answeredAt);
        }
      } finally {
        hubspot.faults.clear();
      }
      expect(hubspot.records('deals')).toHaveLength(5);
    }, 60_000);

    test('every request kept to the CRM’s description', () => expect(stage().violations()).toEqual([]));
  });
}
