/** Comments refer to pages and headings of this repository, and to nothing outside it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { anchorsOf } from './anchors';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const FILES = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter(
    (file) =>
      /\.(ts|mjs|cjs|js|html|css)$/.test(file) &&
      !file.endsWith('/references.test.ts') &&
      existsSync(join(ROOT, file)),
  );

/** Comments of a file, and texts of linters, which people read like comments. */
const commentsOf = (text: string): string[] =>
  [...text.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*|<!--[\s\S]*?-->|`[^`]*docs\/reference[^`]*`/gm)].map(
    ([comment]) => comment,
  );
const PAGE = /(?<![\w/.:-])((?:\.{1,2}\/|[\w-]+\/)*[\w-]+\.md)(?:#([\w-]+))?/g;
/** Sections of papers, and folders beside the repository. RFCs are public. */
const OUTSIDE = /(?<!RFC ?\d+ ?)§\s?\d|\breference (?:crm|n8n|ringostat|node)|\.\.\/shared\/|\bspecs\//;

/** What is wrong with the references of a comment. */
function lost(file: string, comment: string): string[] {
  const pages = [...comment.matchAll(PAGE)].flatMap(([told, path = '', heading]) => {
    const page = [path, join(dirname(file), path)].find((one) => existsSync(join(ROOT, one)));
    if (page === undefined) return [`${file}: ${told} is not there`];
    return heading === undefined || anchorsOf(read(page)).has(heading)
      ? []
      : [`${file}: ${told} has no such heading`];
  });
  return OUTSIDE.test(comment) ? [...pages, `${file}: leads out of the repository: ${comment}`] : pages;
}

test('references of comments', () => {
  expect(FILES.length).toBeGreaterThan(500);
  expect(FILES.flatMap((file) => commentsOf(read(file)).flatMap((comment) => lost(file, comment)))).toEqual(
    [],
  );
});

test('pages of docs/reference are referred to', () => {
  const all = FILES.map(read).join('\n');
  for (const page of [
    'hubspot',
    'salesforce',
    'zoho',
    'nethunt',
    'pipedrive',
    'ringostat',
    'n8n',
    'node-red',
    'product',
  ])
    expect({ page, used: all.includes(`docs/reference/${page}.md`) }).toEqual({ page, used: true });
});

test.each([
  ['/** Limits (crm-apis.md §3.9). */', 'crm-apis.md is not there'],
  ['// docs/reference/zoho.md#nowhere', 'no such heading'],
  ['/* as design says, §4 */', 'leads out of the repository'],
])('%s is seen', (comment, why) => {
  expect(commentsOf(comment).flatMap((one) => lost('core/index.ts', one))[0]).toContain(why);
});

test('a reference that leads somewhere is none of them', () => {
  expect(lost('core/index.ts', '/** docs/reference/zoho.md#composite-requests, RFC 6749 §5.2 */')).toEqual(
    [],
  );
});
