import type { StepOutcome } from '../../../../core/model/outcome';
import { phoneForms } from '../../../../core/phone/phone';
import { CHOSEN, START, startKit, type Kit } from './kit';
import { call, contact, newClient, task, toContact } from './plans';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
const SEVERAL = { ...CHOSEN, workers: 'several' };
const counts = (): number[] =>
  ['Contacts', 'Deals', 'Ringostat calls', 'Tasks'].map((folder) => kit.fake.records(folder).length);
const idsOf = (outcomes: StepOutcome[]): (string | null)[] => outcomes.map(({ recordId }) => recordId);

test('four workers carry out one plan at once: records exist once, all name the same ones', async () => {
  kit = await startKit(SEVERAL, { searchLagMs: 60_000 });
  const workers = [1, 2, 3, 4].map(() => kit.connect().provider);
  const outcomes = await Promise.all(workers.map((provider) => provider.apply(newClient(), [])));
  expect(counts()).toEqual([1, 1, 1, 1]);
  for (const other of outcomes) expect(idsOf(other)).toEqual(idsOf(outcomes[0]!));
  const made = outcomes.flat().filter(({ id, status }) => id === 'contact' && status === 'created');
  expect(made).toHaveLength(1);
  const [deal] = kit.fake.records('Deals');
  expect(deal!.fields['Contact']).toEqual([idsOf(outcomes[0]!)[0]]);
});

test('two calls of one new number on two workers meet in one contact and one deal', async () => {
  kit = await startKit(SEVERAL, { searchLagMs: 60_000 });
  const second = newClient().map((step) => ({
    ...step,
    key: step.key.replace('call1', 'call2'),
    ...('callId' in step.values ? { values: { ...step.values, callId: 'p_call2' } } : {}),
  })) as ReturnType<typeof newClient>;
  await Promise.all([
    kit.connect().provider.apply(newClient(), []),
    kit.connect().provider.apply(second, []),
  ]);
  expect(counts()).toEqual([1, 1, 2, 2]);
});

test('within one process one creation is under way: nothing is read back', async () => {
  kit = await startKit();
  const both = [kit.connect(CHOSEN, { account: 'shared' }), kit.connect(CHOSEN, { account: 'shared' })];
  const outcomes = await Promise.all(both.map(({ provider }) => provider.apply(newClient(), [])));
  expect(counts()).toEqual([1, 1, 1, 1]);
  expect(idsOf(outcomes[1]!)).toEqual(idsOf(outcomes[0]!));
  expect(kit.fake.requests.filter(({ method }) => method === 'GET')).toEqual([]);
});

test('a double that cannot be taken away is named', async () => {
  kit = await startKit(SEVERAL);
  const links = toContact(kit.fake.seed('Contacts', { Name: 'A' }));
  const older = kit.fake.seed('Tasks', { Name: 'T', Description: '[ringostat:p_call1_responsible]' });
  const refusal = { status: 403, body: 'You do not have permission to delete records' };
  kit.fake.faults.next({ match: ({ path }) => path.includes('delete-record'), answer: refusal });
  const [outcome] = await kit.provider.apply([task('open', links)], []);
  expect(outcome).toMatchObject({ status: 'alreadyThere', recordId: older });
  expect(outcome!.reason.text).toMatch(/delete the record 657.*permission/);
});

describe.each(['dropAfterCommit', 'dropBefore', 'hang'] as const)(
  'a creation without answer (%s)',
  (answer) => {
    test.each(['create-record', 'create-call-log'])('%s', async (path) => {
      const settings = path === 'create-record' ? CHOSEN : { ...CHOSEN, calls: 'timeline' };
      kit = await startKit(settings);
      const { provider } = kit.connect(settings, { timeoutMs: 300 });
      const links = toContact(kit.fake.seed('Contacts', { Name: 'A' }));
      kit.fake.faults.next({ match: (request) => request.path.includes(path), answer });
      const [outcome] = await provider.apply([call({}, links)], []);
      expect(outcome).toMatchObject({ status: 'created', error: null });
      expect(kit.fake.records('Ringostat calls').length + kit.fake.callLogs().length).toBe(1);
    });
  },
);

test('a page of the proxy instead of an answer to a write: read back, not repeated blindly', async () => {
  kit = await startKit();
  for (const status of [200, 502]) {
    const headers = { 'content-type': 'text/html' };
    const match = ({ method }: { method: string }): boolean => method === 'POST';
    kit.fake.faults.next({ match, answer: { status, headers, body: '<html>maintenance</html>' } });
    const digits = `380671234${status}`;
    const [outcome] = await kit.provider.apply([{ ...contact({ phone: `+${digits}` }), key: digits }], []);
    expect(outcome).toMatchObject({ status: 'created', error: null });
  }
  expect(kit.fake.records('Contacts')).toHaveLength(2);
  expect(kit.log().filter((line) => line.startsWith('GET new-record'))).toHaveLength(4);
});

test('seen: by the field, by the marker in a text, by timelines', async () => {
  kit = await startKit();
  kit.fake.seed('Ringostat calls', { Name: 'a', 'Ringostat call id': 'p_1' });
  kit.fake.seed('Ringostat calls', { Name: 'b', Description: 'text\n[ringostat:p_2]' });
  const id = kit.fake.seed('Contacts', { Name: 'A', Phone: ['+380671234567'] });
  const keys = Array.from({ length: 120 }, (_, index) => `p_${index + 1}`);
  expect([...(await kit.provider.seen([...keys, 'p_1']))].sort()).toEqual(['p_1', 'p_2']);
  expect(kit.fake.requests).toHaveLength(3);
  const { provider } = kit.connect({ ...CHOSEN, calls: 'timeline' });
  await provider.apply([call({ talk: 94 }, toContact(id))], []);
  expect(kit.fake.callLogs()).toMatchObject([
    { recordId: id, duration: 1.57, time: '2026-11-20T12:00:00.000Z' },
  ]);
  expect([...(await provider.seen(['p_call1', 'p_9']))]).toEqual(['p_call1']);
});

test('a feed that ends where it is full: newer calls are told, of older ones it is said that nobody can tell', async () => {
  kit = await startKit({ ...CHOSEN, calls: 'timeline' }, { feedMax: 1000 });
  const id = kit.fake.seed('Contacts', { Name: 'A', Phone: ['+380671234567'] });
  const second = (n: number): number => Math.floor(START / 1000) + n;
  const key = (n: number): string => `p_-${second(n)}_1`;
  for (let n = 0; n < 1200; n += 1) {
    kit.fake.log(id, `Call\n[ringostat:${key(n)}]`, second(n) * 1000 + 500);
  }
  const written = [key(250), key(700), key(1199)];
  const never = `p_-${second(900)}_2`;
  expect([...(await kit.provider.seen([...written, never]))]).toEqual(written);
  await expect(kit.provider.seen([key(3), never])).rejects.toMatchObject({
    kind: 'permanent',
    message: expect.stringContaining('newest 1000 call logs') as string,
    advice: expect.stringContaining('Replay a shorter time') as string,
  });
});

test('by hand: made, found, changed', async () => {
  kit = await startKit();
  const phone = phoneForms('0671234567', 'UA');
  const made = await kit.provider.createOrUpdate('contact', { name: 'Olena', email: 'o@example.com' }, phone);
  expect(made).toMatchObject({ created: true, matchedBy: null });
  const change = { name: 'Olena K.', ownerId: 'ivan@example.com', fields: { Notes: 'vip' } };
  expect(await kit.provider.createOrUpdate('contact', change, phone)).toMatchObject({
    id: made.id,
    created: false,
    matchedBy: 'phone',
  });
  expect(await kit.provider.get('contact', { phone: phone! })).toMatchObject({
    id: made.id,
    Name: 'Olena K.',
    Phone: ['+380671234567'],
    Manager: ['ivan@example.com'],
    Notes: 'vip',
  });
  const deal = await kit.provider.createOrUpdate(
    'deal',
    { name: 'D', stage: 'Qualified', pipeline: 'Sales' },
    phone,
  );
  const again = await kit.provider.createOrUpdate('deal', { stage: 'Won' }, phone);
  expect([deal.created, again.created, again.id]).toEqual([true, false, deal.id]);
  expect(await kit.provider.get('deal', { id: deal.id })).toMatchObject({ Stage: 'Won' });
  expect(await kit.provider.get('company', { phone: phone! })).toBeNull();
});
