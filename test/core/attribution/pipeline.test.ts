import { MappingError } from '../../../core/attribution/mapping';
import { choosePipeline, validateRules } from '../../../core/attribution/pipeline';
import type { PipelineRule } from '../../../core/attribution/types';
import { event } from '../routing/make';

const rule = (change: Partial<PipelineRule>): PipelineRule => ({
  variable: 'utm_source',
  operator: 'equals',
  value: 'google',
  pipeline: 'p1',
  stage: 's1',
  ...change,
});
const fallback = { pipeline: 'default', stage: null };
const chosen = (
  rules: PipelineRule[],
  variables: Record<string, string>,
  form: Record<string, string> | null = null,
) => choosePipeline(rules, event({ variables, form }), fallback).pipeline;

describe('choosePipeline (G-10)', () => {
  it.each([
    ['equals', 'google', 'google', true],
    ['equals', ' Google ', 'gooGLE', true],
    ['equals', 'google', 'google ads', false],
    ['equals', '', '', true],
    ['contains', 'ADS', 'context ads 5', true],
    ['contains', 'реклама', 'Контекстна РЕКЛАМА', true],
    ['contains', 'ads', 'seo', false],
    ['matches', '^goo', 'Google', true],
    ['matches', '^goo', 'my google', false],
    ['matches', '(brand|promo)-\\d+', 'x promo-12', true],
  ] as const)('%s "%s" on "%s": %s', (operator, value, actual, fits) => {
    expect(chosen([rule({ operator, value })], { utm_source: actual })).toBe(fits ? 'p1' : 'default');
  });

  it('takes the first rule that fits, and says which', () => {
    const rules = [
      rule({ value: 'bing' }),
      rule({ operator: 'contains', value: 'goo', pipeline: 'p2', stage: '' }),
      rule({ pipeline: 'p3' }),
    ];
    const choice = choosePipeline(rules, event({ variables: { utm_source: 'google' } }), fallback);
    expect([choice.pipeline, choice.stage]).toEqual(['p2', null]);
    expect(choice.reason.text).toContain('utm_source contains');
    expect(choice.reason.params).toMatchObject({ number: '2', variable: 'utm_source', pipeline: 'p2' });
  });

  it('falls back to the default, in words of the language', () => {
    const choice = choosePipeline([rule({})], event(), fallback, 'uk');
    expect([choice.pipeline, choice.stage, choice.reason.code]).toEqual([
      'default',
      null,
      'pipeline.default',
    ]);
    expect(choice.reason.text).toContain('за замовчуванням CRM');
    expect(choosePipeline([], event(), { pipeline: null, stage: null })).toMatchObject({
      pipeline: null,
      stage: null,
    });
  });

  it('sees form fields, in any case', () => {
    const rules = [rule({ variable: 'form.Topic', operator: 'contains', value: 'partner' })];
    expect(chosen(rules, {}, { topic: 'Become a Partner' })).toBe('p1');
    expect(chosen(rules, { topic: 'partner' }, null)).toBe('default');
  });
});

describe('validateRules', () => {
  it.each([
    [{ variable: ' ' }, /rule 1 names no variable/],
    [{ pipeline: '' }, /names no pipeline/],
    [{ operator: 'contains', value: ' ' }, /would fit every deal/],
    [{ operator: 'matches', value: '(goo' }, /"\(goo" cannot be used: it is no valid regular expression/],
    [{ operator: 'matches', value: '*x' }, /no valid regular expression/],
    [{ operator: 'matches', value: '(a)\\1' }, /refers back/],
    [{ operator: 'matches', value: 'a(?=b)' }, /looks ahead/],
    [{ operator: 'matches', value: '(a{500}){500}' }, /bounded time/],
    [{ operator: 'matches', value: 'x'.repeat(201) }, /longer than 200 characters/],
  ] as [Partial<PipelineRule>, RegExp][])('refuses %j', (change, message) => {
    expect(() => validateRules([rule(change)])).toThrow(MappingError);
    expect(() => validateRules([rule(change)])).toThrow(message);
    expect(() => choosePipeline([rule(change)], event(), fallback)).toThrow(message);
  });

  it('takes what builders really write', () => {
    for (const value of [
      '^https?://(www\\.)?shop\\.ua/',
      '[a-z+*?]+',
      '\\+380(50|66)',
      'brand.*(ua|kyiv)',
      'a{2}',
      '(?:cpc|ppc)$',
      '(a+)+$',
      'a*b*c*d*e',
    ]) {
      expect(() => validateRules([rule({ operator: 'matches', value })])).not.toThrow();
    }
  });

  it('is bounded on hostile text for any pattern it takes: unbounded, it ends in the test’s own limit', () => {
    const hostile = 'a'.repeat(100_000);
    for (const value of [
      '[a-z]*[a-z]*[a-z]*!',
      '.*.*.*!',
      '.*.*!',
      'a+$b',
      '(a|b)[a-z]+[a-z]+a?a?a?a?!',
      `^${'(a|a)'.repeat(24)}b`,
      '(a+)+!',
    ]) {
      expect(chosen([rule({ operator: 'matches', value })], { utm_source: hostile })).toBe('default');
    }
  });
});
