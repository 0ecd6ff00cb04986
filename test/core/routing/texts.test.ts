import pipelineTexts from '../../../core/attribution/texts.json';
import texts from '../../../core/routing/texts.json';

describe.each([
  ['routing', texts],
  ['pipeline', pipelineTexts],
])('%s texts', (prefix, catalogue) => {
  const placeholders = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
  it.each(['uk', 'ru'] as const)('%s has the codes and placeholders of English', (language) => {
    const english = Object.entries(catalogue.en as Record<string, string>);
    const other = catalogue[language] as Record<string, string>;
    expect(Object.keys(other).sort()).toEqual(english.map(([code]) => code).sort());
    for (const [code, text] of english) {
      expect(code.startsWith(`${prefix}.`)).toBe(true);
      // A language may leave a name out where grammar says it otherwise, but may not ask for an unknown one.
      expect(placeholders(text)).toEqual(expect.arrayContaining(placeholders(other[code] ?? '')));
      expect(other[code]).toMatch(/[а-яіїєґ]/i);
    }
  });
});
