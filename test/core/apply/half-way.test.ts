import { applyPlan } from '../../../core/apply/apply-plan';
import {
  callStep,
  contactStep,
  dealStep,
  newClientPlan,
  startKit,
  utm,
  because,
  type Kit,
} from '../crm/hubspot/kit';
import type { AttributionStep } from '../../../core/model/plan';
import { chain, signs } from './chain';
import { createRecentMemory } from '../../../core/apply/recent';
import { event, input } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit({ searchLagMs: 60_000 });
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});

test('the deal fails, call record and task are written; the next try of the same process links them to the deal', async () => {
  const shared = input(newClientPlan());
  kit.fake.faults.next({
    match: ({ method, path }) => method === 'POST' && path.endsWith('/deals'),
    answer: { status: 403, body: { status: 'error', message: 'no', category: 'MISSING_SCOPES' } },
  });
  const first = await applyPlan(shared, kit.provider, kit.clock);
  expect(first.complete).toBe(false);
  const again = await applyPlan(shared, kit.provider, kit.clock);
  expect(again.complete).toBe(true);
  const [deal] = kit.fake.records('deals');
  expect(kit.fake.records('calls').map(({ links }) => links.deals)).toEqual([[deal?.id]]);
  expect(kit.fake.records('tasks').map(({ links }) => links.deals)).toEqual([[deal?.id]]);
});

test('attribution is filled once: a second call that still reads the old values does not mix in its own', async () => {
  const id = kit.fake.seed.contact({ phone: '+380671234567' });
  const step = (values: AttributionStep['values'], key: string): AttributionStep => ({
    id: 'attribution.contact',
    kind: 'attribution',
    key,
    reason: because,
    target: { entity: 'contact', id },
    values,
  });
  const shared = input([step(utm({ utm_source: 'google', utm_medium: 'cpc' }), 'a')]);
  await applyPlan(shared, kit.provider, kit.clock);
  const second = { ...shared.plan, steps: [step(utm({ utm_source: 'facebook' }), 'b')] };
  const outcome = await applyPlan({ ...shared, plan: second }, kit.provider, kit.clock);
  expect(kit.fake.records('contacts')[0]?.properties).toMatchObject({
    utm_source: 'google',
    utm_medium: 'cpc',
  });
  expect(outcome.steps[0]?.status).toBe('alreadyThere');
});

const form = (id: string, change = {}) =>
  event({
    kind: 'form',
    moment: 'submitted',
    name: 'form.submitted',
    callId: id,
    eventKey: `p/${id}/form.submitted`,
    direction: null,
    clientNumber: null,
    clientNumberInternational: null,
    clientNumberAsSent: null,
    clientEmail: 'Olena@example.com',
    employee: signs(''),
    status: null,
    form: { email: 'Olena@example.com' },
    ...change,
  });

test('a form sent twice by e-mail only: one contact, one deal', async () => {
  const world = {
    provider: kit.provider,
    clock: kit.clock,
    memory: createRecentMemory(kit.clock),
    accountKey: 'f',
  };
  await Promise.all([chain(form('f1'), world), chain(form('f2'), world)]);
  await chain(form('f3'), world);
  expect(kit.fake.records('contacts')).toHaveLength(1);
  expect(kit.fake.records('deals')).toHaveLength(1);
});

test('the same over two processes that do not see each other', async () => {
  const slow = ({ method, path }: { method: string; path: string }): boolean =>
    method === 'POST' && path.endsWith('/deals');
  kit.fake.faults.next({ match: slow, answer: { delayMs: 150 } }, 2);
  await Promise.all([
    chain(form('f1'), { provider: kit.connect().provider, clock: kit.clock }),
    chain(form('f2'), { provider: kit.connect().provider, clock: kit.clock }),
  ]);
  expect(kit.fake.records('contacts')).toHaveLength(1);
  expect(kit.fake.records('deals')).toHaveLength(1);
});

test('a contact deleted between find and upsert: the call is written to what is left', async () => {
  const contact = kit.fake.seed.contact({ phone: '+380671234567' });
  const deal = kit.fake.seed.deal({ dealname: 'D', dealstage: 'appointmentscheduled' });
  kit.fake.archive('contacts', contact);
  const links = [
    { entity: 'deal' as const, id: deal },
    { entity: 'contact' as const, id: contact },
  ];
  const outcome = await applyPlan(input([callStep({ links })]), kit.provider, kit.clock);
  expect(outcome.steps[0]).toMatchObject({
    status: 'created',
    reason: { text: expect.stringContaining(contact) },
  });
  expect(kit.fake.records('calls')[0]?.links.deals).toEqual([deal]);
});

test('the contact made by another worker has an open deal already: no second deal beside it', async () => {
  const contact = kit.fake.seed.contact({ phone: '+380 67 000', ringostat_phone_key: '380671234567' });
  const open = kit.fake.seed.deal(
    { dealname: 'By hand', dealstage: 'appointmentscheduled' },
    { links: { contacts: [contact] } },
  );
  const outcome = await applyPlan(input([contactStep(), dealStep(), callStep()]), kit.provider, kit.clock);
  expect(kit.fake.records('deals').map(({ id }) => id)).toEqual([open]);
  expect(outcome.steps[1]).toMatchObject({ status: 'alreadyThere', recordId: open });
  expect(kit.fake.records('calls')[0]?.links.deals).toEqual([open]);
});

test('a remembered deal that a person deleted is made again, though the contact is left to hang on', async () => {
  const contact = kit.fake.seed.contact({ phone: '+380671234567' });
  const links = [{ entity: 'contact' as const, id: contact }];
  const plan = [dealStep({}, { links }), callStep({ links: [{ entity: 'deal', step: 'deal' }, ...links] })];
  const shared = input(plan);
  const first = await applyPlan(shared, kit.provider, kit.clock);
  kit.fake.archive('deals', first.steps[0]?.recordId ?? '');
  const next = [
    dealStep({ callId: 'p_2' }, { key: 'p_2', links }),
    callStep({ key: 'p_2', links: [{ entity: 'deal', step: 'deal' }, ...links] }),
  ];
  const again = await applyPlan(
    { ...shared, plan: { ...shared.plan, steps: next } },
    kit.provider,
    kit.clock,
  );
  expect(again.complete).toBe(true);
  const [deal] = kit.fake.records('deals');
  expect(deal?.id).toBeDefined();
  expect(deal?.id).not.toBe(first.steps[0]?.recordId);
  expect(kit.fake.records('calls').at(-1)?.links.deals).toEqual([deal?.id]);
});
