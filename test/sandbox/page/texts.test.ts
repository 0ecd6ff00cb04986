import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import languages from '../../../core/model/languages.json';
import { placeholders } from '../../../core/text/fill';

const PAGE = join(__dirname, '../../../sandbox/page');
const texts = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(PAGE, 'texts', `${language}.json`), 'utf8')) as Record<string, string>;
const ALL = Object.keys(languages);

test('a page speaks every language of the product, each with the same texts and values', () => {
  for (const language of ALL) {
    expect(Object.keys(texts(language))).toEqual(Object.keys(texts('en')));
    for (const [key, text] of Object.entries(texts(language))) {
      expect({ language, key, empty: text.trim() === '' }).toEqual({ language, key, empty: false });
      expect({ language, key, values: placeholders(text).sort() }).toEqual({
        language,
        key,
        values: placeholders(texts('en')[key]!).sort(),
      });
    }
  }
});

test('every text is said somewhere', () => {
  const sources = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(PAGE, name), 'utf8'))
    .join('\n');
  const unsaid = Object.keys(texts('en')).filter((key) => {
    const start = `${key.split('.')[0]}.$`;
    return !sources.includes(`'${key}'`) && !sources.includes(`"${key}"`) && !sources.includes(`\`${start}`);
  });
  expect(unsaid).toEqual([]);
});
