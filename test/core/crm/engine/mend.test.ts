/** What is refused is left out, what is demanded is filled, and rounds end. */
import * as fc from 'fast-check';
import { demandedError, Mending } from '../../../../core/crm/engine/mend';
import type { RefusedField, RefusedWhy } from '../../../../core/crm/engine/refused';
import { toText } from '../../../../core/text/said';
import { CrmError } from '../../../../core/http/errors';

const rules = { system: 'The CRM', keys: new Set(['key']), needed: new Set(['name']) };
const given = { defaults: { industry: 'Other' } };
const refused = (field: string, why: RefusedWhy, more: Partial<RefusedField> = {}): RefusedField => ({
  field,
  why,
  said: '',
  ...more,
});
/** As people read it. */
function mended(mending: Mending, values: Record<string, string>, all: RefusedField[]) {
  const found = mending.mend(values, all);
  return found && { ...found, notes: found.notes.map((note) => toText(note)) };
}

describe('one refusal', () => {
  it.each<[RefusedWhy, string]>([
    ['unknown', 'city was left out: The CRM has no such field.'],
    ['readOnly', 'city was left out: The CRM does not let this user write it.'],
    ['badValue', 'city was left out: The CRM does not take the value.'],
    ['tooLong', 'city was left out: The CRM says it is too long.'],
  ])('%s: left out, with field and reason', (why, note) => {
    const all = [refused('city', why)];
    expect(mended(new Mending(rules, given), { name: 'Olena', city: 'Kyiv', key: 'k' }, all)).toEqual({
      values: { name: 'Olena', key: 'k' },
      notes: [note],
    });
  });
  it('tells the name people know and the vendor’s words', () => {
    const one = refused('cf_1', 'badValue', { label: 'City', said: 'not an option.' });
    expect(mended(new Mending(rules, given), { cf_1: 'x' }, [one])?.notes).toEqual([
      'City (cf_1) was left out: The CRM does not take the value (not an option).',
    ]);
  });
  it('too long, the length told: cut', () => {
    const one = refused('city', 'tooLong', { max: 3 });
    expect(mended(new Mending(rules, given), { city: 'Kyiv' }, [one])).toEqual({
      values: { city: 'Kyi' },
      notes: ['Longer than city takes (3 characters) and therefore cut.'],
    });
  });
  it('a rule names a field that was not sent: the default of the node, and none for one that was refused', () => {
    const rule = refused('industry', 'badValue', { said: 'Choose an industry' });
    expect(new Mending(rules, given).mend({ name: 'Olena' }, [rule])?.values).toEqual({
      name: 'Olena',
      industry: 'Other',
    });
    const mending = new Mending(rules, given);
    expect(mending.mend({ name: 'Olena', industry: 'X' }, [rule, rule])?.values).toEqual({ name: 'Olena' });
    expect(new Mending(rules, given).mend({ name: 'Olena' }, [refused('city', 'badValue')])).toBeNull();
  });
  it('demanded: the default of the node, once', () => {
    const mending = new Mending(rules, given);
    const first = mending.mend({ name: 'Olena' }, [refused('industry', 'required')]);
    expect(first?.values).toEqual({ name: 'Olena', industry: 'Other' });
    expect(mending.mend(first!.values, [refused('industry', 'required')])).toBeNull();
  });
  it('a default the CRM does not take is left out again', () => {
    const mending = new Mending(rules, given);
    const first = mending.mend({ name: 'Olena' }, [refused('industry', 'required')]);
    expect(mending.mend(first!.values, [refused('industry', 'badValue')])?.values).toEqual({ name: 'Olena' });
  });
  it.each<[string, RefusedField]>([
    ['demanded without a default', refused('budget', 'required')],
    ['a key', refused('key', 'badValue')],
    ['a key said to be too long', refused('key', 'tooLong', { max: 1 })],
    ['what the record needs', refused('name', 'badValue')],
    ['a field that was not sent', refused('other', 'badValue')],
  ])('%s: nothing is changed', (_what, one) => {
    const values = { name: 'Olena', city: 'Kyiv', key: 'key' };
    expect(new Mending(rules, given).mend(values, [refused('city', 'badValue'), one])).toBeNull();
  });
  it('values given by hand: nothing is left out', () => {
    const mending = new Mending(rules, { whole: true });
    expect(mending.mend({ name: 'Olena', city: 'x' }, [refused('city', 'badValue')])).toBeNull();
  });
  it('a field named twice in one answer is left out once', () => {
    const twice = [refused('city', 'unknown'), refused('city', 'badValue')];
    expect(mended(new Mending(rules, given), { city: 'Kyiv', name: 'Olena' }, twice)).toEqual({
      values: { name: 'Olena' },
      notes: ['city was left out: The CRM has no such field.'],
    });
  });
});

it('whatever is refused, rounds end and keys stay (1000 random portals)', () => {
  const FIELDS = ['key', 'name', 'city', 'budget', 'industry', 'site'];
  const why = fc.constantFrom<RefusedWhy>('required', 'unknown', 'readOnly', 'tooLong', 'badValue');
  const answer = fc.array(fc.record({ field: fc.constantFrom(...FIELDS), why, max: fc.nat(4) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 40 }), (answers) => {
      const mending = new Mending(rules, { defaults: { industry: 'Other', budget: '1' } });
      let values: Record<string, string> = Object.fromEntries(FIELDS.map((name) => [name, 'a value']));
      let rounds = 0;
      for (const one of answers) {
        const next = mending.mend(
          values,
          one.map((field) => ({ ...field, said: '' })),
        );
        if (!next) break;
        rounds += 1;
        ({ values } = next);
      }
      // Each field may be cut, filled and left out once.
      expect(rounds).toBeLessThanOrEqual(FIELDS.length * 3);
      expect(values['key']).toBe('a value');
      // Too long, it may be cut; it never goes.
      expect('a value'.startsWith(values['name'] ?? '?')).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it('names what is demanded and where to give it', () => {
  const error = new CrmError({
    kind: 'invalidField',
    system: 'HubSpot',
    message: 'HubSpot: creating the deal was refused (400).',
    advice: '',
  });
  const told = demandedError(error, 'creating the deal', [
    refused('amount', 'required', { label: 'Amount' }),
    refused('city', 'badValue'),
  ]);
  expect(told.message).toBe(
    'HubSpot: creating the deal was refused, as Amount (amount) must be filled and nothing fills it.',
  );
  expect(told.advice).toContain('"Defaults for required fields"');
  expect(demandedError(error, 'creating the deal', [refused('city', 'badValue')])).toBe(error);
});
