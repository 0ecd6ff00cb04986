import type { RingostatEvent } from '../../../core/model/event';
import { startKit, utm, type Kit } from '../crm/hubspot/kit';
import { chain, depthOf, signs } from './chain';
import { event } from './kit';

/** Longer than what a parallel request may start later, shorter than a test may take. */
const EACH_MS = 120;
let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});

function existing(): void {
  const id = kit.fake.seed.contact({ firstname: 'Known', phone: '067 123 45 67', hubspot_owner_id: '81234' });
  const deal = {
    dealname: 'D',
    dealstage: 'appointmentscheduled',
    pipeline: 'default',
    hubspot_owner_id: '81234',
  };
  kit.fake.seed.deal(deal, { links: { contacts: [id] } });
}
const call = (change: Partial<RingostatEvent>): RingostatEvent => event({ attribution: utm(), ...change });
const missed = {
  status: 'missed' as const,
  durations: { total: 20, talk: 0, wait: 20 },
  employee: signs(''),
};
const form = event({
  kind: 'form',
  moment: 'submitted',
  name: 'form.submitted',
  callId: 'f1',
  eventKey: 'f1',
  direction: null,
  attribution: utm({ utm_source: 'google' }),
  status: null,
  clientEmail: 'c@x.example',
  employee: signs(''),
  form: { email: 'c@x.example' },
});

/** Depth and requests (docs/reference/product.md#request-budgets); one deeper with tasks, since the call record is written after them (replay). */
const rows: [string, boolean, RingostatEvent, number, number][] = [
  ['incoming answered, new client', false, call({ employee: signs('101') }), 5, 5],
  ['incoming answered by the responsible', true, call({ employee: signs('101') }), 4, 4],
  ['incoming answered by another manager', true, call({ employee: signs('102') }), 4, 4],
  ['missed, new', false, call(missed), 5, 5],
  ['missed, existing', true, call(missed), 4, 4],
  [
    'outgoing answered by the responsible',
    true,
    call({ direction: 'outgoing', name: 'outgoing.ended', employee: signs('101') }),
    4,
    4,
  ],
  [
    'outgoing answered by another',
    true,
    call({ direction: 'outgoing', name: 'outgoing.ended', employee: signs('102') }),
    4,
    4,
  ],
  [
    'outgoing, not answered',
    true,
    call({ ...missed, direction: 'outgoing', name: 'outgoing.ended', employee: signs('101') }),
    3,
    3,
  ],
  ['unknown employee, existing', true, call({ employee: signs('999') }), 4, 4],
  ['unknown employee, new', false, call({ employee: signs('999') }), 5, 5],
  ['form, existing', true, form, 3, 5],
  ['form, new', false, form, 4, 5],
];
test.each(rows)('%s (known: %p)', async (_name, known, what, depth, total) => {
  if (known) existing();
  kit.fake.faults.next({ answer: { delayMs: EACH_MS } }, 100);
  const outcome = await chain(what, kit);
  expect(outcome.complete).toBe(true);
  expect(outcome.steps.length).toBeGreaterThan(0);
  expect(kit.fake.requests.length).toBeLessThanOrEqual(total);
  expect(depthOf(kit.fake.requests)).toBeLessThanOrEqual(depth);
});
