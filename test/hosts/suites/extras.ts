/** Templates that only some CRMs have; each with one delivery that shows what it is for. */
import type { CrmId } from '../../../core/model/plan';
import { EMPLOYEES, SECRET } from '../../../sandbox/demo/people';
import { buildForm } from '../../../sandbox/ringostat/form';
import type { FakeCall } from '../../../sandbox/ringostat/types';
import { fakeCall, missedCall, post, sendCall } from '../kit/webhook';
import type { Published, Stage } from '../kit/types';
import { countsOf, EXPECTED } from './expected';

const [OLENA] = EMPLOYEES;
type Extra = [template: string, what: string, run: (stage: Stage) => Promise<void>];

async function sent(flow: Published, call: FakeCall, run = 1): Promise<void> {
  expect((await sendCall(flow.url, call)).status).toBe(200);
  await flow.ended(run);
}

const pipelines: Extra = [
  'pipelines',
  'the rule that holds puts the deal into its pipeline; without one it goes into the usual',
  async (stage) => {
    const [usual, partners] = stage.lab.pipelines;
    const rule = { variable: 'utm_campaign', operator: 'equals', value: 'wholesale' } as const;
    const place = { pipeline: partners!.id, stage: partners!.open[0]! };
    const flow = await stage.publish('pipelines', { pipelineRules: [{ ...rule, ...place }] });
    await sent(flow, fakeCall('380677650050', { employee: OLENA, utm: { campaign: 'wholesale' } }));
    await sent(flow, fakeCall('380677650051', { employee: OLENA }), 2);
    const { contacts, deals } = await stage.fresh();
    expect(contacts.map(({ phone }) => phone)).toEqual(['+380677650050', '+380677650051']);
    expect(deals).toMatchObject([
      { ...place, contactIds: [contacts[0]?.id] },
      { pipeline: usual!.id, contactIds: [contacts[1]?.id] },
    ]);
  },
];

const voicemail: Extra = [
  'voicemail',
  'a message left: lead and task of the senior; a call that nobody took does nothing',
  async (stage) => {
    const { lab, sandbox } = stage;
    const flow = await stage.publish('voicemail');
    await sent(flow, missedCall('380677650060'));
    expect(countsOf(await stage.fresh())).toMatchObject({ leads: 0, tasks: 0 });
    const left = missedCall('380677650061');
    const recordings = [sandbox.ringostat.recording(left.id, 2)];
    await sent(flow, { ...left, status: 'VOICEMAIL', recordings }, 2);
    const { leads, tasks, calls } = await stage.fresh();
    expect(leads).toMatchObject([{ phone: '+380677650061', ownerId: lab.users.sofia }]);
    expect(tasks).toMatchObject([{ state: 'open', ownerId: lab.users.sofia }]);
    expect(tasks[0]?.text).toContain(recordings[0]);
    expect(calls).toEqual([]);
  },
];

const callReport: Extra = [
  'call-report',
  'every call is a record of the report; no contact is made, a known one is linked',
  async (stage) => {
    const { lab } = stage;
    const known = lab.seed('contact', { phone: '+380677650071', ownerId: lab.users.ivan });
    await stage.mark();
    const flow = await stage.publish('call-report');
    await sent(flow, fakeCall('380677650070', { employee: OLENA }));
    await sent(flow, fakeCall('380677650071', { employee: OLENA, direction: 'out' }), 2);
    const { contacts, calls } = await stage.fresh();
    expect(contacts).toEqual([]);
    expect(calls).toMatchObject([
      { direction: 'incoming', answered: true, seconds: 94, ownerId: lab.users.olena, links: [] },
      { direction: 'outgoing', ownerId: lab.users.olena, links: [{ entity: 'contact', id: known }] },
    ]);
  },
];

const dealFromNewContact: Extra = [
  'deal-from-new-contact',
  'a new client becomes contact and deal; the second call makes no other deal',
  async (stage) => {
    const { lab } = stage;
    const flow = await stage.publish('deal-from-new-contact');
    await sent(flow, fakeCall('380677650080', { employee: OLENA }));
    await sent(flow, fakeCall('380677650080', { employee: OLENA }), 2);
    const fresh = await stage.fresh();
    expect(countsOf(fresh)).toEqual({ contacts: 1, leads: 0, companies: 0, deals: 1, calls: 2, tasks: 0 });
    expect(fresh.deals).toMatchObject([
      { contactIds: [fresh.contacts[0]?.id], ownerId: lab.users.olena, open: true },
    ]);
  },
];

const forms: Extra = [
  'forms',
  'a form becomes organization, person and deal, with a field of the form where the mapping says',
  async (stage) => {
    const field = stage.lab.textField.deal!;
    const source = { type: 'formField', names: ['message', 'comment'] } as const;
    const flow = await stage.publish('forms', {
      mapping: [{ entity: 'deal', field, source: { ...source, names: [...source.names] } }],
    });
    const form = buildForm({
      id: 'form-2',
      name: 'Boris Hrytsenko',
      phone: '+380677650090',
      email: 'boris@example.com',
      fields: { comment: 'Forty chairs' },
      utm: { source: 'newsletter' },
      submittedAt: Date.now(),
    });
    const answer = await post(flow.url, { event: 'form.submitted', token: SECRET }, form);
    expect(answer.status).toBe(200);
    await flow.ended(1);
    const fresh = await stage.fresh();
    expect(countsOf(fresh)).toEqual(EXPECTED[stage.crm].form);
    const [contact] = fresh.contacts;
    expect(contact).toMatchObject({ name: 'Boris Hrytsenko', email: 'boris@example.com' });
    expect(fresh.deals).toMatchObject([
      { contactIds: [contact?.id], attribution: { utm_source: 'newsletter' } },
    ]);
    expect(JSON.stringify(fresh.deals[0]?.raw)).toContain('Forty chairs');
  },
];

const dealOnlyIfNone: Extra = [
  'deal-only-if-none',
  'a client who had a deal gets no new one: the call is recorded on the closed one',
  async (stage) => {
    const { lab } = stage;
    const ownerId = lab.users.olena;
    const companyId = lab.seed('company', { ownerId });
    const contactId = lab.seed('contact', { phone: '+380677650100', ownerId, companyId });
    const deal = lab.seed('deal', { contactId, companyId, ownerId, closed: 'lost' });
    await stage.mark();
    const flow = await stage.publish('deal-only-if-none');
    await sent(flow, fakeCall('380677650100', { employee: OLENA }));
    const fresh = await stage.fresh();
    expect(countsOf(fresh)).toMatchObject({ contacts: 0, deals: 0, calls: 1 });
    expect(fresh.calls[0]?.links).toContainEqual({ entity: 'deal', id: deal });
    await sent(flow, fakeCall('380677650101', { employee: OLENA }), 2);
    expect((await stage.fresh()).deals).toMatchObject([{ ownerId, open: true }]);
  },
];

const EXTRAS: Partial<Record<CrmId, Extra[]>> = {
  zoho: [pipelines, voicemail],
  nethunt: [callReport, dealFromNewContact],
  pipedrive: [forms, pipelines, dealOnlyIfNone],
};

export function extraTests(crm: CrmId, stage: () => Stage): void {
  for (const [template, what, run] of EXTRAS[crm] ?? [])
    test(`the template "${template}": ${what}`, async () => {
      await stage().mark();
      await run(stage());
    }, 90_000);
}
