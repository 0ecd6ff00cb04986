/** Patterns of pipeline rules: what JavaScript means by them, in linear time. */
import fc from 'fast-check';
import { costOf } from '../../cost';
import { toText } from '../../../core/text/said';
import { compilePattern } from '../../../core/attribution/pattern';

const fits = (source: string, value: string): boolean => {
  const compiled = compilePattern(source);
  if ('fault' in compiled) throw new Error(`${source}: ${toText(compiled.fault)}`);
  return compiled.fits(value);
};
const faultOf = (source: string): string | null => {
  const compiled = compilePattern(source);
  return 'fault' in compiled ? toText(compiled.fault) : null;
};

describe('a pattern means what it means in JavaScript', () => {
  const VALUES = [
    '',
    'a',
    'Google Ads',
    'google',
    'utm_source=Facebook&x=1',
    'https://www.shop.ua/kyiv?a=1',
    'http://shop.ua',
    '+380501234567',
    'Контекстна РЕКЛАМА їжак',
    'brand-kyiv',
    'test brand',
    'no\u00a0break',
    'two\nlines',
    'a[b]c{adgroup}',
    '50% off',
    'tab\there',
    'ключ_1',
    'back\\slash',
    '\u2028',
    ' ',
    'aaaa',
  ];
  test.each([
    '^goo',
    'ADS$',
    '^$',
    'реклама',
    '^https?://(www\\.)?shop\\.ua/',
    '[a-z+*?]+',
    '\\+380(50|66)',
    'brand.*(ua|kyiv)',
    'a{2}',
    'a{2,}',
    'a{,2}',
    '(?:cpc|ppc|ads)$',
    '^.*$',
    '^.+?$',
    '.',
    '\\s',
    '^\\S+$',
    '[\\s\\d]',
    '[^\\s]',
    '\\bads\\b',
    '\\w+_\\w+',
    '\\u0457',
    '\\x61',
    '\\ї',
    '\\_',
    '\\/\\/',
    '\\-',
    '{adgroup}',
    'a\\[b\\]',
    '[[b]',
    '[\\]]',
    '[^]',
    '[]',
    '(?<name>goo)',
    '\\QaE',
    '\\A',
    '[[:alpha:]]',
    '\\t',
    '\\\\',
    '%',
    '|ads',
    'goo|shop',
    '^(?!test)',
    '^(?!.*test).*brand',
    '^(?=.*goo)(?=.*ads)',
    '^(?=.*goo)(?!.*bing)google',
    '^(?!x)a|brand$',
    '^((?!test).)*$',
    '^(?:(?!goo|shop).)+$',
    '(a+)+$',
    '((a|aa))*$',
    '(?:x?a?){2,}$',
    'a*b*c*d*e',
    'a?a?a?a?a?',
  ])('%s', (source) => {
    const native = new RegExp(source, 'i');
    const both = VALUES.map((value) => [value, fits(source, value)]);
    expect(both).toEqual(VALUES.map((value) => [value, native.test(value)]));
  });

  test('any of them, over any text of its own letters', () => {
    const atom = fc.constantFrom(
      'a',
      'B',
      'ж',
      '.',
      '\\d',
      '\\w',
      '\\s',
      '[ab]',
      '[^a]',
      '[а-я]',
      '\\b',
      '-',
      '1',
      ' ',
    );
    const times = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '*?');
    const part = fc.tuple(atom, times).map(([one, many]) => (one === '\\b' ? one : one + many));
    const sequence = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
    const group = fc
      .tuple(sequence, sequence, fc.constantFrom('', '*', '+', '?'))
      .map(([left, right, many]) => `(${left}|${right})${many}`);
    const pattern = fc
      .tuple(
        fc.constantFrom('', '^', '^(?!a)', '^(?=.*1)'),
        fc.array(fc.oneof(sequence, group), { maxLength: 3 }),
      )
      .chain(([start, middle]) => fc.constantFrom('', '$', '|b').map((end) => start + middle.join('') + end));
    const value = fc.array(fc.constantFrom('a', 'A', 'b', 'Ж', '1', '-', ' ', '\n', '\u00a0'), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(pattern, value, (source, signs) => {
        const text = signs.join('');
        return fits(source, text) === new RegExp(source, 'i').test(text);
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  ['(goo', /no valid regular expression/],
  ['*x', /no valid regular expression/],
  ['(a)\\1', /refers back/],
  ['(?<n>a)\\k<n>', /refers back/],
  ['(?<=a)b', /looks behind/],
  ['(?<!a)b', /looks behind/],
  ['a(?=b)', /looks ahead .* elsewhere than right behind \^/],
  ['(^(?!a)b)', /looks ahead/],
  ['^(?!a)*b', /looks ahead/],
  ['^(?!a(?!b))', /looks ahead/],
  ['a{1001}', /bounded time/],
  ['(a{500}){500}', /bounded time/],
  ['([a-z]{30}x?){30}', /repeats too much/],
  ['x'.repeat(201), /longer than 200 characters/],
])('%s is refused in words', (source, words) => {
  expect(faultOf(source)).toMatch(words);
});

describe('linear', () => {
  /** A native match of the worst of these takes longer than anybody waits. */
  const BUDGET_MS = 500;
  const sign = fc.constantFrom('a', '.', '[a-z]', '\\w', 'a|a', 'aa', 'a|aa', '(?:)');
  const many = fc.constantFrom('*', '+', '?', '{2,}', '{1,24}', '{24}', '*?');
  const { nasty } = fc.letrec<{ nasty: string }>((tie) => ({
    nasty: fc.oneof(
      { maxDepth: 4 },
      sign,
      fc.tuple(tie('nasty'), many).map(([inner, times]) => `(${inner})${times}`),
      fc.tuple(tie('nasty'), tie('nasty')).map(([left, right]) => `(${left}|${right})`),
      fc.tuple(tie('nasty'), tie('nasty')).map(([left, right]) => `${left}${right}`),
    ),
  }));
  const HOSTILE = [`${'a'.repeat(100_000)}!`, `${'ab'.repeat(50_000)}!`, 'a\n'.repeat(50_000)];

  test('patterns made to take for ever are refused or matched at once', () => {
    const fixed = [
      '(a|a)'.repeat(24),
      '(a|a){24}',
      '(a+)+',
      '(a|aa)*',
      '(.*)*',
      '([a-z]+)*',
      'a?'.repeat(24) + 'a'.repeat(24),
    ];
    for (const source of fixed.map((one) => `^${one}$`)) {
      const work = (): void => HOSTILE.forEach((value) => void fits(source, value));
      const spent = costOf(work, { enough: BUDGET_MS });
      expect([source, spent <= BUDGET_MS]).toEqual([source, true]);
    }
    fc.assert(
      fc.property(nasty, fc.constantFrom('$', '!!$', 'b$'), (body, end) => {
        const source = `^${body}${end}`;
        const work = (): void => {
          const compiled = compilePattern(source);
          if ('fits' in compiled) for (const value of HOSTILE) compiled.fits(value);
        };
        return costOf(work, { enough: BUDGET_MS }) <= BUDGET_MS;
      }),
      { numRuns: 500 },
    );
  });
});
