import { emptyAttribution, isEmptyAttribution, pickAttribution } from '../../../core/attribution/attribution';
import { MappingError, resolveFields, requireFields } from '../../../core/attribution/mapping';
import type { FieldMapping } from '../../../core/attribution/types';
import type { CrmField } from '../../../core/model/record';
import { event } from '../routing/make';

const variable = (name: string) => ({ type: 'variable', name }) as const;
const constant = (value: string) => ({ type: 'constant', value }) as const;
const field = (name: string, change: Partial<CrmField> = {}): CrmField => ({
  name,
  label: `Label of ${name}`,
  type: 'string',
  writable: true,
  options: [],
  ...change,
});
const FIELDS = [
  field('description'),
  field('score', { type: 'number' }),
  field('channel', { type: 'enumeration' }),
];
const faultsOf = async (mapping: FieldMapping[]): Promise<string[]> => {
  const error: unknown = await requireFields(mapping, async () => FIELDS).then(
    () => null,
    (fault: unknown) => fault,
  );
  if (error === null) return [];
  expect(error).toBeInstanceOf(MappingError);
  return (error as MappingError).faults;
};

describe('attribution', () => {
  it('is empty only when all six fields are blank', () => {
    expect(isEmptyAttribution(emptyAttribution())).toBe(true);
    expect(isEmptyAttribution({ ...emptyAttribution(), utm_term: '  ' })).toBe(true);
    for (const name of Object.keys(emptyAttribution())) {
      expect(isEmptyAttribution({ ...emptyAttribution(), [name]: 'x' })).toBe(false);
    }
  });
  it('is picked from the event, trimmed, blank as null', () => {
    const given = { ...emptyAttribution(), utm_source: ' google ', utm_medium: ' ' };
    expect(pickAttribution(event({ attribution: given }))).toEqual({
      ...emptyAttribution(),
      utm_source: 'google',
    });
  });
});

describe('resolveFields (G-09)', () => {
  const given = event({
    variables: { pool_name: 'Context ads', scheme_name: ' ', client_id: '1.2' },
    attribution: { ...emptyAttribution(), google_client_id: '1.2' },
    form: { Topic: '', subject: 'Partner', Note: 'n' },
  });
  const one = (source: FieldMapping['source']) =>
    resolveFields([{ entity: 'deal', field: 'f', source }], given, 'deal');

  it('takes variables, form fields by several names, and constants', () => {
    expect(one(variable('pool_name'))).toEqual({ f: 'Context ads' });
    expect(one(variable('POOL_NAME '))).toEqual({ f: 'Context ads' });
    expect(one(variable('google_client_id'))).toEqual({ f: '1.2' });
    expect(one(variable('form.subject'))).toEqual({ f: 'Partner' });
    expect(one({ type: 'formField', names: ['topic', 'Subject'] })).toEqual({ f: 'Partner' });
    expect(one({ type: 'formField', names: ['none, note'] })).toEqual({ f: 'n' });
    expect(one(constant('Від дзвінка'))).toEqual({ f: 'Від дзвінка' });
  });

  it('leaves out what is empty or absent, so nothing is overwritten', () => {
    const topic: FieldMapping['source'] = { type: 'formField', names: ['Topic'] };
    const empty = [variable('scheme_name'), variable('nope'), variable('toString'), constant(' '), topic];
    for (const source of empty) expect(one(source)).toEqual({});
    expect(
      resolveFields([{ entity: 'deal', field: 'f', source: variable('form.x') }], event(), 'deal'),
    ).toEqual({});
  });

  it('gives an entity only its own fields', () => {
    const mapping: FieldMapping[] = [
      { entity: 'deal', field: ' a ', source: constant('1') },
      { entity: 'contact', field: 'b', source: constant('2') },
    ];
    expect(resolveFields(mapping, given, 'deal')).toEqual({ a: '1' });
    expect(resolveFields(mapping, given, 'task')).toEqual({});
  });
});

describe('requireFields (G-09)', () => {
  it('takes a good mapping, asking the fields of each entity once', async () => {
    const asked: string[] = [];
    const mapping: FieldMapping[] = [
      { entity: 'deal', field: 'description', source: variable('pool_name') },
      { entity: 'deal', field: 'channel', source: constant('call') },
      { entity: 'contact', field: 'description', source: variable('pool_name') },
    ];
    await requireFields(mapping, async (entity) => (asked.push(entity), FIELDS));
    expect(asked).toEqual(['deal', 'contact']);
    expect(await faultsOf([])).toEqual([]);
  });

  it('refuses two values for one field, naming both, before the CRM is asked', async () => {
    const mapping: FieldMapping[] = [
      { entity: 'deal', field: 'description', source: variable('pool_name') },
      { entity: 'deal', field: ' description', source: { type: 'formField', names: ['a', 'b'] } },
    ];
    const asked: string[] = [];
    const checking = requireFields(mapping, async (entity) => (asked.push(entity), FIELDS));
    await expect(checking).rejects.toThrow(
      'Field mapping, line 2 (deal): the field description gets two values, variable pool_name and form field a, b. Keep one of the two lines.',
    );
    expect(asked).toEqual([]);
  });

  it.each([
    [
      'a field the CRM lacks',
      { field: 'no_such', source: constant('x') },
      /no deal field no_such\. Create it in the CRM/,
    ],
    ['a wrong case', { field: 'Description', source: constant('x') }, /Did you mean description\?/],
    ['a label for a name', { field: 'label of score', source: constant('1') }, /Did you mean score\?/],
    ['no field', { field: ' ', source: constant('x') }, /has no CRM field/],
    ['no variable', { field: 'score', source: variable(' ') }, /name the variable for score/],
    [
      'no form field',
      { field: 'score', source: { type: 'formField', names: [' '] } },
      /at least one form field for score/,
    ],
  ] as [string, Pick<FieldMapping, 'field' | 'source'>, RegExp][])(
    'refuses %s',
    async (_what, line, message) => {
      const faults = await faultsOf([{ entity: 'deal', ...line }]);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatch(message);
    },
  );

  it('names every fault at once', async () => {
    const faults = await faultsOf([
      { entity: 'deal', field: 'no_such', source: constant('x') },
      { entity: 'deal', field: 'nor_this', source: constant('x') },
    ]);
    expect(faults).toHaveLength(2);
  });
});
