import { setMaxListeners } from 'node:events';
import { startKit, type Kit } from '../crm/hubspot/kit';
import { phoneForms } from '../../../core/phone/phone';

/** Real time; a wait that is left over does not keep the process. */
const clock = {
  now: () => Date.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref()),
};
let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});

test('a routing question about a client made a moment ago does not wait behind five hundred requests', async () => {
  const id = kit.fake.seed.contact({ phone: '+380671234567', hubspot_owner_id: '81234' });
  kit.fake.seed.deal({ dealname: 'D', dealstage: 'appointmentscheduled' }, { links: { contacts: [id] } });
  const { provider } = kit.connect({ clock, account: 'busy' });
  const other = kit.connect({ clock, account: 'busy' });
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const crowd = Array.from({ length: 500 }, () =>
    other.http
      .request({ method: 'GET', path: '/crm/owners/2026-09', signal: stop.signal }, { action: 'x' })
      .catch(() => null),
  );
  const found = await provider.find({
    phone: phoneForms('+380671234567', 'UA'),
    email: null,
    googleClientId: null,
    entities: ['contact', 'deal'],
    closedDeals: false,
    recent: { contact: id },
    // Behind the crowd it would be the account's window, some forty seconds; a busy machine needs a few.
    signal: AbortSignal.timeout(10_000),
  });
  expect(found.map(({ entity }) => entity)).toEqual(['contact', 'deal']);
  stop.abort();
  await Promise.all(crowd);
});
