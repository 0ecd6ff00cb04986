/** The template for calls and forms: what the CRM holds when its runs have ended. */
import type { LabView } from '../../../sandbox/common/lab';
import { EMPLOYEES, SECRET } from '../../../sandbox/demo/people';
import { buildForm } from '../../../sandbox/ringostat/form';
import { buildPayload } from '../../../sandbox/ringostat/payloads';
import type { CallMoment } from '../../../sandbox/ringostat/types';
import { waysOf, type Fields } from '../../ways/ways';
import { sendRaw } from '../kit/raw';
import { fakeCall, missedCall, post, sendCall } from '../kit/webhook';
import type { Published, Stage } from '../kit/types';
import { countsOf, EXPECTED, LISTS, type Expected } from './expected';

const [OLENA] = EMPLOYEES;
const MARKS = {
  utm_source: 'google',
  utm_medium: 'cpc',
  utm_campaign: 'brand',
  google_client_id: '1122334455.1700000000',
};
/** Without what the vendor adds to a record by itself (times of change). */
const told = (view: LabView): unknown =>
  Object.values(view).map((list) => (list as { raw: unknown }[]).map((one) => ({ ...one, raw: null })));

export function callsTests(stage: () => Stage): void {
  describe('the template "calls"', () => {
    let flow: Published;
    let runs = 0;
    let expected: Expected;
    const ended = (more = 1): Promise<void> => flow.ended((runs += more));
    beforeAll(async () => {
      expected = EXPECTED[stage().crm];
      flow = await stage().publish('calls');
    }, 60_000);
    beforeEach(() => stage().mark());

    test('a new client who was answered: what the preset says, however often it is sent', async () => {
      const { lab, sandbox } = stage();
      const call = fakeCall('380677650001', { employee: OLENA });
      const withRecording = { ...call, recordings: [sandbox.ringostat.recording(call.id, 1)] };
      if (flow.events.includes('incoming.answered')) {
        expect((await sendCall(flow.url, withRecording, SECRET, 'answered')).status).toBe(200);
        await ended();
      }
      expect((await sendCall(flow.url, withRecording)).status).toBe(200);
      await ended();
      const once = await stage().fresh();
      expect(countsOf(once)).toEqual(expected.answered);
      const ownerId = lab.users.olena;
      const [client] = once[LISTS[expected.client]];
      const mine = { entity: expected.client, id: client?.id };
      expect(client).toMatchObject({ phone: '+380677650001', ownerId, attribution: MARKS });
      for (const deal of once.deals)
        expect(deal).toMatchObject({
          contactIds: [client?.id],
          ownerId,
          open: true,
          attribution: MARKS,
          pipeline: lab.pipelines[0]?.id,
          stage: lab.pipelines[0]?.open[0],
        });
      for (const one of once.calls) {
        expect(one).toMatchObject({ direction: 'incoming', answered: true, seconds: 94, ownerId });
        expect(one.links).toContainEqual(mine);
      }
      for (const one of once.tasks) {
        expect(one).toMatchObject({ state: 'done', ownerId });
        expect(one.links).toContainEqual(mine);
      }

      // The fake's link is not Ringostat's, so no CRM gets the file; every one gets the link.
      expect(JSON.stringify([once.calls, once.tasks])).toContain(withRecording.recordings[0]);

      await Promise.all([sendCall(flow.url, withRecording), sendCall(flow.url, withRecording)]);
      await sendCall(flow.url, withRecording);
      await ended(3);
      expect(told(await stage().fresh())).toEqual(told(once));
    }, 60_000);

    test('a new client whose call comes by GET, and again by PUT and as a multipart form: the same, once', async () => {
      const call = fakeCall('380677650004', { employee: OLENA });
      const fields = (moment: CallMoment): Fields =>
        Object.fromEntries(
          Object.entries(buildPayload('P1', call, moment)).map(([name, value]) => [name, String(value)]),
        );
      const send = async (kind: string, moment: CallMoment): Promise<void> => {
        const way = waysOf(fields(moment)).find(({ name }) => name === kind)!;
        const answer = await sendRaw(flow.url, { event: `incoming.${moment}`, token: SECRET }, way);
        expect([kind, answer.status, answer.body]).toEqual([kind, 200, '{"ok":true}']);
        await ended();
      };
      if (flow.events.includes('incoming.answered')) await send('GET, the query, no body', 'answered');
      await send('GET, the query, no body', 'ended');
      const once = await stage().fresh();
      expect(countsOf(once)).toEqual(expected.answered);
      expect(once[LISTS[expected.client]]).toMatchObject([
        { phone: '+380677650004', ownerId: stage().lab.users.olena, attribution: MARKS },
      ]);
      await send('PUT, the query, no body', 'ended');
      await send('POST, a multipart form', 'ended');
      expect(told(await stage().fresh())).toEqual(told(once));
    }, 60_000);

    test('a call of a known client that nobody took: what the preset says, for the owner', async () => {
      const { lab } = stage();
      const ownerId = lab.users.ivan;
      const companyId = expected.answered.companies ? lab.seed('company', { ownerId }) : undefined;
      const client = lab.seed(expected.client, { phone: '+380677650002', ownerId, companyId });
      if (expected.answered.deals) lab.seed('deal', { ownerId, contactId: client, companyId });
      await stage().mark();
      expect((await sendCall(flow.url, missedCall('380677650002'))).status).toBe(200);
      await ended();
      const fresh = await stage().fresh();
      expect(countsOf(fresh)).toEqual({
        ...{ contacts: 0, leads: 0, companies: 0, deals: 0 },
        ...expected.missed,
      });
      for (const one of fresh.calls) {
        expect(one).toMatchObject({ direction: 'incoming', answered: false });
        expect(one.links).toContainEqual({ entity: expected.client, id: client });
      }
      for (const one of fresh.tasks) {
        expect(one).toMatchObject({ state: 'open', ownerId });
        expect(one.links).toContainEqual({ entity: expected.client, id: client });
      }
    }, 60_000);

    test('a form of the website, where the template takes them', async () => {
      expect(flow.events.includes('form.submitted')).toBe(expected.form !== null);
      if (!expected.form) return;
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
      const fresh = await stage().fresh();
      expect(countsOf(fresh)).toEqual(expected.form);
      const [client] = fresh[LISTS[expected.client]];
      expect(client).toMatchObject({
        name: 'Anna Lysenko',
        phone: '+380677650003',
        email: 'anna@example.com',
        attribution: { utm_source: 'newsletter' },
      });
      for (const deal of fresh.deals)
        expect(deal).toMatchObject({ contactIds: [client?.id], attribution: { utm_source: 'newsletter' } });
    }, 60_000);

    test('a wrong secret is refused with 401, and the CRM is not asked', async () => {
      const before = stage().lab.requests.length;
      const answer = await sendCall(flow.url, fakeCall('380677650004'), 'not-the-secret');
      expect(answer.status).toBe(401);
      expect(answer.body).not.toContain(SECRET);
      // The next good call shows that the refused one started nothing.
      expect(stage().lab.requests.length).toBe(before);
      await sendCall(flow.url, missedCall('380677650005'));
      await ended();
      expect((await stage().fresh())[LISTS[expected.client]].map(({ phone }) => phone)).toEqual([
        '+380677650005',
      ]);
    }, 60_000);

    test('a webhook is answered before any request to the CRM starts', async () => {
      const { faults, requests } = stage().lab;
      faults.next({ answer: { delayMs: 150 } }, 1000);
      try {
        for (let round = 0; round < 3; round += 1) {
          const before = requests.length;
          const call = fakeCall(`38067765001${round}`, { employee: OLENA });
          const { status, answeredAt } = await sendCall(flow.url, call);
          expect(status).toBe(200);
          await ended();
          const started = requests.slice(before).map(({ startedAt }) => startedAt);
          expect(started.length).toBeGreaterThan(0);
          expect(Math.min(...started)).toBeGreaterThanOrEqual(answeredAt);
        }
      } finally {
        faults.clear();
      }
    }, 60_000);
  });
}
