import type { DescribedField, ObjectDescription } from '../../../core/crm/port';
import { compare, compareNamed } from '../../../core/health/compare';
import { SAMPLE_TEXT } from '../../../core/health/samples';
import type { WouldWrite } from '../../../core/health/would-write';

const field = (name: string, change: Partial<DescribedField> = {}): DescribedField => ({
  name,
  label: `Label of ${name}`,
  writable: true,
  required: false,
  options: null,
  takes: null,
  maxLength: null,
  ...change,
});
const options = [
  { value: 'web', label: 'Website' },
  { value: 'call', label: 'Phone call' },
];
const description = (change: Partial<ObjectDescription> = {}): ObjectDescription => ({
  label: 'deals',
  creatable: true,
  fields: [
    field('text'),
    field('score', { takes: 'numbers' }),
    field('since', { takes: 'dates' }),
    field('made_by', { writable: false }),
    field('channel', { options }),
    field('code', { maxLength: 4 }),
  ],
  besides: new Set(['our_key']),
  ...change,
});
const record = (values: Record<string, string>, change: Partial<WouldWrite> = {}): WouldWrite => ({
  object: 'deal',
  values: new Map(Object.entries(values)),
  mapped: {},
  defaults: {},
  ...change,
});
const found = (records: WouldWrite[], of = description()): string[] =>
  compare({ system: 'Test CRM', description: of }, records).map(
    ({ level, message, advice }) => `${level}: ${message} ${advice ?? ''}`,
  );

test('what every field takes is no finding: texts, numbers, options, several options, our own fields', () => {
  const values = { text: 'x', score: ' 7 ', channel: 'web; call', code: 'abcd', our_key: 'k' };
  expect(found([record(values), record({ channel: 'call' })])).toEqual([]);
});

test.each([
  ['a field that is gone', { old: 'x' }, /^problem: .*no field old of deals .*left out.* Show old of deals/],
  [
    'a read-only field',
    { made_by: 'x' },
    /^problem: .*Label of made_by \(made_by\) of deals may not be written/,
  ],
  ['text for a number', { score: 'high' }, /^problem: .*score.* takes numbers only/],
  ['text for a date', { since: 'long ago' }, /^problem: .*since.* takes dates only/],
  ['an unknown option', { channel: 'fax' }, /^problem: .*no option "fax".* There are: web, call\./],
  ['the label of an option', { channel: 'phone call' }, /Write its value call\./],
  [
    'a list for whatever a call brings',
    { channel: SAMPLE_TEXT },
    /^warning: .*only values of its list \(web, call\)/,
  ],
  ['a text that is too long', { code: 'abcde' }, /^warning: .*takes 4 characters/],
] as [string, Record<string, string>, RegExp][])('%s', (_what, values, message) => {
  const findings = found([record(values)]);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(message);
});

test('what is required must be filled in each kind of record: by the plan, the mapping or a default', () => {
  const of = description({ fields: [field('city', { required: true }), field('text')] });
  const empty = record({ text: 'x' });
  expect(found([record({ city: 'Lviv' }), empty], of)).toEqual([
    expect.stringMatching(
      /^problem: .*demands the field Label of city \(city\) of every new record of deals/,
    ),
  ]);
  expect(
    found(
      [
        { ...empty, mapped: { city: 'Lviv' } },
        { ...empty, defaults: { city: 'Kyiv' } },
      ],
      of,
    ),
  ).toEqual([]);
});

test('what some layouts demand is told with their names', () => {
  const of = description({ fields: [field('city', { required: true, within: ['Partners', 'Shops'] })] });
  expect(found([record({})], of)).toEqual([
    expect.stringMatching(/every new record of deals in the layout Partners, Shops/),
  ]);
});

test('without the right to create nothing else is told', () => {
  const creatable = { message: 'no right to deals.', advice: 'Give it.' };
  expect(found([record({ old: 'x' })], description({ creatable }))).toEqual([
    'problem: no right to deals. Give it.',
  ]);
});

test('fields that the settings name are looked at whatever the table writes', () => {
  const findings = compareNamed({ system: 'Test CRM', description: description() }, [
    'text',
    'made_by',
    'old',
  ]);
  expect(findings.map(({ code }) => code)).toEqual([
    'writes.deals.made_by.readOnly',
    'writes.deals.old.gone',
  ]);
});
