import { fill, placeholders } from '../../../core/text/fill';
import {
  catalogues,
  formatDuration,
  formatTime,
  isTextCode,
  LANGUAGES,
  reason,
  say,
  type TextCode,
} from '../../../core/text/text';

const codes = Object.keys(catalogues.en) as TextCode[];

describe('catalogues', () => {
  it.each(LANGUAGES)('%s has every key, and no other', (language) => {
    expect(Object.keys(catalogues[language]).sort()).toEqual([...codes].sort());
  });

  it.each(LANGUAGES)('%s has no empty text and no key twice', (language) => {
    expect(codes.filter((code) => catalogues[language][code].trim() === '')).toEqual([]);
  });

  it.each(codes)('%s has the same placeholders in all languages', (code) => {
    const [en, ...others] = LANGUAGES.map((language) => placeholders(catalogues[language][code]));
    expect(others).toEqual(others.map(() => en));
  });

  it('writes Ukrainian without Russian letters, and Russian without Ukrainian ones', () => {
    expect(codes.filter((code) => /[ыэъё]/i.test(catalogues.uk[code]))).toEqual([]);
    expect(codes.filter((code) => /[іїєґ’]/i.test(catalogues.ru[code]))).toEqual([]);
  });

  it('leaves no Cyrillic in English and no untranslated sentence', () => {
    expect(codes.filter((code) => /\p{Script=Cyrillic}/u.test(catalogues.en[code]))).toEqual([]);
    const sentence = codes.filter((code) =>
      /[a-z]{3,} [a-z]{3,} [a-z]{3,}/i.test(catalogues.en[code].replace(/\{\w+\}/g, '')),
    );
    expect(sentence.length).toBeGreaterThan(50);
    for (const code of sentence) {
      expect(catalogues.uk[code]).toMatch(/\p{Script=Cyrillic}/u);
      expect(catalogues.ru[code]).toMatch(/\p{Script=Cyrillic}/u);
    }
  });

  it('finds a fault when a language lacks a placeholder', () => {
    expect(placeholders('{a} and {b}')).not.toEqual(placeholders('{a}'));
  });
});

describe('fill', () => {
  it('fills in one pass: a value that looks like a placeholder stays text', () => {
    expect(fill('{a}, {b}', { a: '{b}', b: 'x' })).toBe('{b}, x');
  });
  it('leaves no hole, and no member of Object', () => {
    expect(fill('a{missing}{toString}{constructor}b', {})).toBe('ab');
  });
  it('names the placeholders once, sorted', () => {
    expect(placeholders('{b} {a} {b} { c } {1}')).toEqual(['a', 'b']);
  });
});

describe('say and reason', () => {
  it('gives code, values and sentence', () => {
    expect(reason('en', 'note.rowEmpty', { row: 'R2' })).toEqual({
      code: 'note.rowEmpty',
      params: { row: 'R2' },
      text: 'Nothing is ticked in row R2.',
    });
    expect(say('uk', 'note.rowEmpty', { row: 'R2' })).toBe('У рядку R2 нічого не позначено.');
    expect(say('ru', 'note.rowEmpty', { row: 'R2' })).toBe('В строке R2 ничего не отмечено.');
  });
  it('knows its codes', () => {
    expect(isTextCode('nobody')).toBe(true);
    expect(isTextCode('toString')).toBe(false);
  });
});

describe('formats', () => {
  it.each([
    [0, '0 s', '0 с'],
    [94, '1 min 34 s', '1 мин 34 с'],
    [3600, '1 h 0 min 0 s', '1 ч 0 мин 0 с'],
    [3725.4, '1 h 2 min 5 s', '1 ч 2 мин 5 с'],
    [-5, '0 s', '0 с'],
  ])('%d seconds', (seconds, en, ru) => {
    expect(formatDuration(seconds, 'en')).toBe(en);
    expect(formatDuration(seconds, 'ru')).toBe(ru);
  });
  it('shows the time in the zone of the project, in summer and in winter', () => {
    expect(formatTime('2026-11-20T12:00:00Z', 'Europe/Kyiv', 'en')).toBe('20 Nov 2026, 14:00');
    expect(formatTime('2026-07-20T12:00:00Z', 'Europe/Kyiv', 'uk')).toBe('20.07.2026, 15:00');
    expect(formatTime('2026-07-20T12:00:00+03:00', 'America/New_York', 'ru')).toBe('20.07.2026, 05:00');
  });
  it('falls back to the time as sent', () => {
    expect(formatTime('2026-07-20T12:00:00+03:00', 'No/Where', 'uk')).toBe('20.07.2026, 12:00');
    expect(formatTime('soon', 'Europe/Kyiv', 'en')).toBe('soon');
  });
});
