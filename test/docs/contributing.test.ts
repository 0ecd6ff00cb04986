/** CONTRIBUTING.md lists every file that knows of rows and of languages. UPDATE_DOCS=1 writes the lists. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectPart } from './parts';

const ROOT = join(__dirname, '../..');
const FILES = execFileSync('git', ['ls-files', 'core', 'nodes', 'node-red', 'credentials', 'scripts'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|mjs|json|html)$/.test(file));
/** Presets are tables of rows, texts are of one language, and `uk` is a data centre of Zoho too. */
const DATA = /^core\/(matrix\/presets|text)\/\w+\.json$|data-centres\.json$|\/locales\//;

const naming = (pattern: RegExp): string[] =>
  FILES.filter((file) => !DATA.test(file) && pattern.test(readFileSync(join(ROOT, file), 'utf8')));
const list = (files: string[]): string =>
  `\n${files.length} files: ${files.map((file) => `\`${file}\``).join(', ')}.`;

test('files that name a row', () => {
  const files = naming(/['"]R\d+[nv]?['"]|^\s*R\d+[nv]?:/m);
  expect(files).toContain('core/model/rows.json');
  expectPart('../CONTRIBUTING.md', 'row', list(files));
});

test('files that know of languages', () => {
  const files = naming(/(['"])(uk|ru)\1(?! *[,}]? *["']?(label|name|id))|\buk[:,]|["']\.\/uk\.json["']/);
  expect(files).toContain('core/text/catalogues.ts');
  expectPart('../CONTRIBUTING.md', 'language', list(files));
});
