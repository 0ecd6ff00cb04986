/** The search of an account finds a number in any notation, or only as it is stored: both exist, and are told apart by a try. */
import { phoneForms } from '../../../../core/phone/phone';
import { usualEnds } from '../../../../core/crm/pipedrive/notations';
import { query, startKit, type Kit } from './kit';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
const DAY_MS = 86_400_000;
const person = (phone: string, name = 'Olha'): string =>
  kit.fake.seed.person(
    { name, phones: [{ value: phone, primary: true, label: 'work' }] },
    { addTime: kit.clock.now() - DAY_MS },
  );
const contacts = async (): Promise<string[]> =>
  (await kit.provider.find(query())).filter(({ entity }) => entity === 'contact').map(({ id }) => id);
const searches = (): number => kit.log().filter((line) => line === 'GET itemSearch').length;
const writes = (): string[] => kit.log().filter((line) => !line.startsWith('GET'));

test.each([
  ['067 123-45-67'],
  ['(067) 123 45 67'],
  ['+38 (067) 123-4567'],
  ['38 067 123 4567'],
  ['067-1234567'],
  ['+380 67 12 34 567 / 067 123-45-67'],
])('where the search compares texts, %s is found all the same', async (stored) => {
  kit = await startKit({ phoneSearch: 'asStored' });
  const id = person(stored);
  const deal = kit.fake.seed.deal({ title: 'Hers', person_id: Number(id) });
  const found = await kit.provider.find(query());
  expect(found.map((record) => `${record.entity} ${record.id}`)).toEqual([`contact ${id}`, `deal ${deal}`]);
  expect(writes()).toEqual([]);
});

test('another number with the same end is nobody', async () => {
  kit = await startKit({ phoneSearch: 'asStored' });
  person('050 123-45-67');
  expect(await contacts()).toEqual([]);
  expect(searches()).toBeGreaterThan(2);
});

test('where the search finds any notation: tried once a day on somebody’s number, then one search for a new client', async () => {
  kit = await startKit();
  person('050 765-43-21', 'Somebody');
  expect(await contacts()).toEqual([]);
  expect(kit.log()).toEqual(['GET itemSearch', 'GET persons', 'GET itemSearch']);
  expect(await contacts()).toEqual([]);
  expect(searches()).toBe(3);
  kit.clock.advance(DAY_MS);
  expect(await contacts()).toEqual([]);
  expect(searches()).toBe(5);
});

test('nobody’s number has signs inside: nothing can be missed, and the account is asked again after an hour', async () => {
  kit = await startKit({ phoneSearch: 'asStored' });
  person('+380507654321');
  expect(await contacts()).toEqual([]);
  expect(kit.log()).toEqual(['GET itemSearch', 'GET persons']);
  const id = person('067 123-45-67');
  expect(await contacts()).toEqual([]);
  kit.clock.advance(3_600_000);
  expect(await contacts()).toEqual([id]);
});

test('whom to ring: not tried while a caller waits; what is known by then is used', async () => {
  kit = await startKit({ phoneSearch: 'asStored' });
  const id = person('067 123-45-67');
  const ask = (): ReturnType<Kit['provider']['find']> =>
    kit.provider.find(query({ signal: new AbortController().signal }));
  expect(await ask()).toEqual([]);
  expect(kit.log()).toEqual(['GET itemSearch']);
  expect(await contacts()).toEqual([id]);
  expect((await ask()).map((record) => record.id)).toEqual([id]);
});

test('ends of a number as people write them', () => {
  const forms = phoneForms('+380671234567', 'UA');
  expect(forms && usualEnds(forms)).toEqual([
    ...['123-45-67', '123 45 67', '123-4567', '123 4567', '1234567'],
    ...['234-567', '234 567', '23-45-67', '23 45 67'],
  ]);
});

test.each([
  ['digits', '067 123-45-67', ['ok pipedrive.search']],
  ['asStored', '067 123-45-67', ['warning pipedrive.search.notations']],
  ['asStored', '+380671234567', []],
] as const)(
  'health: a search by %s, tried on %s, is told as %j; nothing is written',
  async (phoneSearch, stored, told) => {
    kit = await startKit({ phoneSearch });
    person(stored);
    const findings = await kit.provider.health();
    expect(
      findings
        .filter(({ code }) => code.startsWith('pipedrive.search'))
        .map(({ level, code }) => `${level} ${code}`),
    ).toEqual(told);
    expect(writes()).toEqual([]);
  },
);
