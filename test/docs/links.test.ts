/** Links of everything a person reads lead somewhere: files, headings, and the README's anchors that the nodes point at. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { anchorsOf } from './anchors';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...[
    'docs/examples/README.md',
    'workflows-templates/README.md',
    '.github/SECURITY.md',
    'node-red/README.md',
  ],
  ...['docs', 'docs/uk', 'docs/ru', 'docs/decisions', 'docs/first-day', 'docs/reference'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
/** Address of this repository. */
const HOME = (JSON.parse(read('package.json')) as { homepage: string }).homepage;
/** The file and heading that a link leads to; null when it leads to others. Full addresses of this repository are its files too. */
function placeOf(page: string, target: string): { file: string; anchor?: string | undefined } | null {
  const [path = '', anchor] = target.split('#');
  if (path === HOME) return { file: 'README.md', anchor };
  const own = /^\/(?:blob|raw|tree)\/HEAD\/(.*)$/.exec(path.startsWith(HOME) ? path.slice(HOME.length) : '');
  if (own?.[1]) return { file: own[1], anchor };
  if (/^(https?|mailto):/.test(path)) return null;
  return { file: path === '' ? page : join(dirname(page), path), anchor };
}
/** What is wrong with a link of a page; null when it leads somewhere. */
function broken(page: string, target: string): string | null {
  const place = placeOf(page, target);
  if (place === null) return null;
  const { file, anchor } = place;
  if (!existsSync(join(ROOT, file))) return `${page}: ${target} is not there`;
  if (anchor === undefined || statSync(join(ROOT, file)).isDirectory()) return null;
  return anchorsOf(read(file)).has(anchor) ? null : `${page}: ${target} has no such heading`;
}

test.each(PAGES)('links of %s', (page) => {
  const targets = [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  expect(targets.map((target) => broken(page, target)).filter(Boolean)).toEqual([]);
});

test('a link that leads nowhere is seen', () => {
  expect(broken('README.md', 'docs/nowhere.md')).toContain('not there');
  expect(broken('docs/crms.md', '../README.md#nowhere')).toContain('no such heading');
  expect(broken('docs/crms.md', '../README.md#templates')).toBeNull();
  expect(broken('node-red/README.md', `${HOME}/blob/HEAD/docs/nowhere.md`)).toContain('not there');
  expect(broken('node-red/README.md', `${HOME}#nowhere`)).toContain('no such heading');
  expect(broken('node-red/README.md', `${HOME}/issues`)).toBeNull();
});

test('addresses of the help of nodes and credentials are anchors of the README', () => {
  const { repository } = JSON.parse(read('package.json')) as { repository: { url: string } };
  const home = repository.url.replace(/^git\+|\.git$/g, '');
  const files = execFileSync('git', ['ls-files', 'credentials', 'nodes'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const addresses = files
    .split('\n')
    .filter((file) => /\.(ts|json)$/.test(file))
    .flatMap((file) =>
      [...read(file).matchAll(/https:\/\/github\.com\/[\w./#-]+/g)].map(([address]) => address),
    );
  expect(addresses.length).toBeGreaterThan(10);
  const anchors = new Set([...anchorsOf(read('README.md')), 'readme']);
  const lost = addresses.filter((address) => {
    const [page, anchor = ''] = address.split('#');
    return page !== home || !anchors.has(anchor);
  });
  expect(lost).toEqual([]);
});
