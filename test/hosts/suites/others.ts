/** The templates beside "calls": whom to ring, attribution of others' records, replay of the call log. */
import { ask, fakeCall, missedCall, sendCall } from '../kit/webhook';
import type { FakeCall } from '../../../sandbox/ringostat/types';
import { emptyCrm } from '../kit/stage';
import type { Published, Stage } from '../kit/types';

/** The template's time budget, and what host and network may add on two busy cores. */
const BUDGET_MS = 2000;
const MARGIN_MS = 900;
const HOUR_MS = 3_600_000;

export function forwardingTests(stage: () => Stage): void {
  describe('the template "smart-forwarding"', () => {
    let flow: Published;
    beforeAll(async () => {
      flow = await stage().host.publish('smart-forwarding');
    }, 60_000);
    beforeEach(() => emptyCrm(stage()));
    afterEach(() => stage().sandbox.hubspot.faults.clear());

    test('the owner’s SIP login as a plain answer; empty for an unknown number', async () => {
      stage().portal.contact({ phone: '+380677650020', hubspot_owner_id: '81235' });
      const known = await ask(flow.url, '380677650020');
      expect([known.status, known.body]).toEqual([200, 'shop_petro']);
      const unknown = await ask(flow.url, '380677650021');
      expect([unknown.status, unknown.body]).toEqual([200, '']);
      await flow.ended(2);
      expect(stage().portal.writes()).toEqual([]);
    }, 60_000);

    test('inside the budget when the CRM hangs: the last known manager, else empty', async () => {
      stage().sandbox.hubspot.faults.next({ answer: 'hang' }, 1000);
      for (const [number, expected] of [
        ['380677650020', 'shop_petro'],
        ['380677650022', ''],
      ] as const) {
        const answer = await ask(flow.url, number);
        expect([number, answer.status, answer.body]).toEqual([number, 200, expected]);
        expect(answer.elapsedMs).toBeLessThan(BUDGET_MS + MARGIN_MS);
      }
      expect(stage().sandbox.hubspot.requests.length).toBeGreaterThan(0);
    }, 60_000);

    test('a wrong secret is refused and tells nothing', async () => {
      stage().portal.contact({ phone: '+380677650023', hubspot_owner_id: '81235' });
      const answer = await ask(flow.url, '380677650023', 'not-the-secret');
      expect(answer.status).toBe(401);
      expect(answer.body).not.toContain('petro');
    });
  });
}

export function attributionTests(stage: () => Stage): void {
  describe('the template "attribution-only"', () => {
    let flow: Published;
    let runs = 0;
    const sent = async (call: FakeCall): Promise<void> => {
      expect((await sendCall(flow.url, call)).status).toBe(200);
      await flow.ended((runs += 1));
    };
    beforeAll(async () => {
      flow = await stage().host.publish('attribution-only');
    }, 60_000);
    beforeEach(() => emptyCrm(stage()));

    test('records of a third party get the attribution; nothing is created', async () => {
      const { portal } = stage();
      const contact = portal.contact({ phone: '+380677650030', hubspot_owner_id: '81234' });
      const deal = portal.deal(contact, { dealname: 'Made by another tool' });
      await sent(fakeCall('380677650030'));
      const { contacts, deals, calls, tasks, companies } = await portal.view();
      expect(deals).toMatchObject([
        {
          id: deal,
          properties: {
            dealname: 'Made by another tool',
            utm_source: 'google',
            utm_medium: 'cpc',
            utm_campaign: 'brand',
            google_client_id: '1122334455.1700000000',
          },
        },
      ]);
      expect(contacts).toMatchObject([{ id: contact, properties: { utm_source: 'google' } }]);
      expect([calls, tasks, companies]).toEqual([[], [], []]);

      await sent(fakeCall('380677650030', { utm: { source: 'bing', medium: 'cpc' } }));
      expect((await portal.view()).deals[0]?.properties['utm_source']).toBe('google');
    }, 60_000);

    test('an unknown number leaves the CRM as it is', async () => {
      await sent(fakeCall('380677650031'));
      expect(stage().sandbox.hubspot.requests.length).toBeGreaterThan(0);
      expect(stage().portal.writes()).toEqual([]);
    }, 60_000);
  });
}

export function replayTests(stage: () => Stage): void {
  describe('the template "replay"', () => {
    test('calls of Ringostat’s log come into the CRM once, however often it is run', async () => {
      const { host, sandbox, portal } = stage();
      emptyCrm(stage());
      const [olena] = sandbox.ringostat.employees;
      const ago = (hours: number) => ({ startedAt: Date.now() - hours * HOUR_MS });
      sandbox.ringostat.calls.push(
        { ...missedCall('380677650041'), ...ago(3) },
        fakeCall('380677650042', { employee: olena, ...ago(5) }),
        fakeCall('380677650041', { employee: olena, ...ago(2) }),
        fakeCall('380677650043', { employee: olena, ...ago(100) }),
      );
      const flow = await host.publish('replay');
      await flow.runByHand(3);
      const once = await portal.view();
      expect(once.contacts.map(({ properties }) => properties['phone'])).toEqual([
        '+380677650042',
        '+380677650041',
      ]);
      expect(once.calls.map(({ properties }) => properties['hs_call_status'])).toEqual([
        'COMPLETED',
        'NO_ANSWER',
        'COMPLETED',
      ]);
      expect(once.deals).toHaveLength(2);
      await flow.runByHand(0);
      expect(await portal.view()).toEqual(once);
      expect(stage().violations()).toEqual([]);
    }, 90_000);
  });
}

/** Runs last: what the host keeps and prints after everything above. */
export function secretsTests(stage: () => Stage): void {
  test('no secret in what the host keeps of runs or prints', async () => {
    const traces = await stage().host.traces();
    // The runs are in there: a search for secrets in nothing would find nothing.
    expect(traces.includes('ua0_-1763700000.')).toBe(true);
    for (const [about, secret] of Object.entries(stage().secrets))
      expect([about, traces.includes(secret)]).toEqual([about, false]);
  }, 30_000);
}
