/** docs/reliability.md: every promise names a test file that is there, and a phrase of a test in it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8');
/** Rows of the tables: fault, promise, `file`: "phrase" (several by <br>). */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| *(fault|-+) *\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const named = rows.flatMap(([, fault = '', , shown = '']) =>
  shown.split('<br>').map((one) => ({ fault, one: one.trim() })),
);

test('there are promises, each with at least one test', () => {
  expect(rows.length).toBeGreaterThanOrEqual(18);
  for (const { fault, one } of named)
    expect([fault, one]).toEqual([fault, expect.stringMatching(/^`[^`]+`: ".+"$/)]);
});

test.each(named)('$fault: $one', ({ one }) => {
  const [, file = '', phrase = ''] = /^`([^`]+)`: "(.+)"$/.exec(one) ?? [];
  expect(existsSync(join(ROOT, file)) ? file : `missing: ${file}`).toBe(file);
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(phrase);
});
