/** docs/matrix.html is what the sources give, and asks nobody for anything. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePage } from '../../../sandbox/common/bundle-page';
import { startSandbox } from '../../../sandbox/server';

const PAGE = join(__dirname, '../../../sandbox/page');
const FILE = join(__dirname, '../../../docs/matrix.html');

test('the file is current (npm run page), the same as the sandbox serves, and built in two seconds', async () => {
  // The quickest of a few: other files' tests run beside this one.
  const took: number[] = [];
  let made = '';
  while (took.length < 5 && Math.min(...took) > 2000) {
    const started = Date.now();
    made = await bundlePage('matrix', { alone: true });
    took.push(Date.now() - started);
  }
  expect(Math.min(...took)).toBeLessThan(2000);
  expect(readFileSync(FILE, 'utf8') === made).toBe(true);
  const sandbox = await startSandbox();
  const served = await fetch(`${sandbox.pageUrl}/matrix`);
  expect(served.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect((await served.text()) === made).toBe(true);
  await sandbox.close();
});

test('its policy lets it ask nobody, and it refers to no other file', () => {
  const html = readFileSync(FILE, 'utf8');
  expect(html).toContain(`content="default-src 'none';`);
  expect(html).toContain(`connect-src 'none'`);
  const head = html.slice(0, html.indexOf('<style>'));
  expect([...head.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target]) => target)).toEqual(['data:,']);
  expect(html.match(/<script/g)).toHaveLength(1);
});

test('no component puts text in as HTML', () => {
  const sources = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  expect(sources.length).toBeGreaterThan(15);
  for (const name of sources)
    expect(readFileSync(join(PAGE, name), 'utf8')).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write/i,
    );
});
