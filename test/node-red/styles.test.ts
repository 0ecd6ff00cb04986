/** Styles of the package touch its own dialogs only: Node-RED puts them into the one page of all nodes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const BASE = join(__dirname, '../../node-red');
const files = readdirSync(BASE, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.css') && !/node_modules|dist/.test(name),
);

/** Selectors of a style sheet, one by one; those within @media and the like too. */
const selectors = (css: string): string[] =>
  [...css.replace(/\/\*[^]*?\*\//g, '').matchAll(/([^{};]+)\{/g)]
    .map(([, text = '']) => text.trim())
    .filter((text) => !text.startsWith('@'))
    .flatMap((text) => text.split(',').map((one) => one.trim()));

test('there are styles', () => {
  expect(files.length).toBeGreaterThan(1);
});
test.each(files)('%s: every selector begins with something of ours', (file) => {
  const all = selectors(readFileSync(join(BASE, file), 'utf8'));
  expect(all.length).toBeGreaterThan(5);
  expect(all.filter((one) => !/^[.#]ringostat-[\w-]+/.test(one))).toEqual([]);
});
test('templates have no style of their own, and none of our classes is Node-RED’s', () => {
  const templates = readdirSync(BASE, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('editor.html') && !name.includes('dist'),
  );
  for (const name of templates)
    expect(readFileSync(join(BASE, name), 'utf8')).not.toMatch(/<style|<link|<script/i);
});
