/** From a clean checkout to the tarballs: what is packed, and what keeps a package from being published wrong. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(__dirname, '../..');
const MODULES = join(ROOT, 'scripts/publish');

/** A function of a script, run in a process of its own: jest takes no ES modules. */
function call<T>(module: string, name: string, ...args: unknown[]): T {
  const code = `import { ${name} as it } from ${JSON.stringify(pathToFileURL(join(MODULES, module)).href)};
    const value = typeof it === 'function' ? it(...${JSON.stringify(args)}) : it;
    process.stdout.write(JSON.stringify(value));`;
  const { status, stdout, stderr } = spawnSync('node', ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

/** A folder with these files, for as long as the test lasts. */
const folders: string[] = [];
function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'publish-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** What git holds of this repository, without anything built. */
function checkout(): string {
  const folder = folderWith({});
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((name) => name && !/^(test|docs|engines)\//.test(name)))
    cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  execFileSync('git', ['init', '-q'], { cwd: folder });
  execFileSync('git', ['add', '-A'], { cwd: folder });
  return folder;
}

interface Packed {
  name: string;
  files: { path: string }[];
}
const PACKAGES = { n8n: '.', 'node-red': './node-red' };
const run = (folder: string, ...command: string[]): { status: number | null; told: string } => {
  const { status, stdout, stderr } = spawnSync(command[0] ?? '', command.slice(1), {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, told: stdout + stderr };
};

describe('a clean checkout', () => {
  let folder = '';
  beforeAll(() => (folder = checkout()));

  test.each(Object.entries(PACKAGES))('%s is built and packed whole by npm', (which, path) => {
    const args = ['pack', path, '--json', '--ignore-scripts=false', '--pack-destination', folder];
    const [packed] = JSON.parse(
      execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    ) as [Packed];
    const files = packed.files.map((file) => file.path);
    const of: Record<string, string[]> = {
      n8n: ['README.md', 'dist/core.js', 'dist/nodes/RingostatZoho/RingostatZoho.node.js'],
      'node-red': ['README.md', 'CHANGELOG.md', 'dist/ringostat-zoho.html', 'examples/zoho/calls.json'],
    };
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE.md', 'dist/THIRD-PARTY-NOTICES.md', ...(of[which] ?? [])]),
    );
    expect(files.filter((file) => /\.(ts|map)$|test|\.env|\.npmrc/.test(file))).toEqual([]);
  });

  test('the notices name what is bundled, with the texts', () => {
    const notices = (path: string): string =>
      readFileSync(join(folder, path, 'dist/THIRD-PARTY-NOTICES.md'), 'utf8');
    const named = (text: string): string[] =>
      [...text.matchAll(/^## (\S+) [\d.]+ \(/gm)].map(([, name = '']) => name);
    expect(named(notices(PACKAGES.n8n))).toEqual(['ipaddr.js', 'libphonenumber-js', 'luxon', 're2js']);
    expect(named(notices(PACKAGES['node-red']))).toEqual(
      expect.arrayContaining(['agent-base', 'axios', 'follow-redirects', 'libphonenumber-js', 'luxon']),
    );
    // Google's metadata of numbers come with libphonenumber-js, under a licence of their own.
    expect(notices(PACKAGES.n8n)).toContain('Apache License');
  });

  test('links of the changelog in the tarball lead to the repository', () => {
    const log = readFileSync(join(folder, 'node-red/CHANGELOG.md'), 'utf8');
    expect(log).toContain('/blob/HEAD/docs/reliability.md)');
    expect(log).not.toMatch(/\]\((?!https:)/);
  });

  test.each(Object.keys(PACKAGES))('%s is not published while placeholders stand', (which) => {
    const { status, told } = run(folder, 'node', 'scripts/prepublish.mjs', which, '--publish');
    expect(status).toBe(1);
    expect(told.match(/publisher\.json: .*/g)).toEqual([
      'publisher.json: author.name is a placeholder',
      'publisher.json: author.email is a placeholder',
      'publisher.json: organisation is a placeholder',
    ]);
  });

  // npm publishes no package that says so, and none of ours outside a workflow that can show where it was built.
  test.each(Object.values(PACKAGES))('%s is private while they stand, and asks for provenance', (path) => {
    expect(JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8'))).toMatchObject({
      private: true,
      publishConfig: { access: 'public', provenance: true },
    });
  });

  test('a file too many and one too few stop the packing', () => {
    const build = join(folder, 'scripts/build-n8n.mjs');
    const source = readFileSync(build, 'utf8');
    const spoil = `await rm(join(root, 'dist/core.js'));\nawait writeFile(join(root, 'dist/notes.txt'), '');\n`;
    writeFileSync(build, source + spoil);
    const { status, told } = run(folder, 'node', 'scripts/prepublish.mjs', 'n8n');
    writeFileSync(build, source);
    expect(status).toBe(1);
    expect(told).toContain('dist/core.js is missing');
    expect(told).toContain('dist/notes.txt does not belong there');
  });
});

describe('a publisher', () => {
  let folder = '';
  const filled = {
    author: { name: 'Acme Calls', email: 'open@acme.test' },
    organisation: 'acme-calls',
    repository: 'nodes',
    funding: null,
  };
  beforeAll(() => {
    folder = checkout();
    writeFileSync(join(folder, 'publisher.json'), JSON.stringify(filled));
  });

  test('who filled in the file and nothing else is told what to run', () => {
    const { status, told } = run(folder, 'node', 'scripts/prepublish.mjs', 'n8n', '--publish');
    expect(status).toBe(1);
    expect(told).toContain('package.json: author is not what publisher.json says: run npm run publisher');
  });

  test('who ran the command can publish both, under the own name and scope', () => {
    expect(run(folder, 'npm', 'run', 'publisher')).toMatchObject({ status: 0 });
    for (const which of Object.keys(PACKAGES))
      expect(run(folder, 'node', 'scripts/prepublish.mjs', which, '--publish')).toMatchObject({ status: 0 });
    const manifest = JSON.parse(readFileSync(join(folder, 'node-red/package.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({
      name: '@acme-calls/node-red-ringostat',
      author: filled.author,
      homepage: 'https://github.com/acme-calls/nodes',
      bugs: { url: 'https://github.com/acme-calls/nodes/issues' },
    });
    expect(manifest).not.toHaveProperty('private');
    expect(readFileSync(join(folder, 'LICENSE.md'), 'utf8')).toContain('Acme Calls');
    expect(readFileSync(join(folder, '.github/SECURITY.md'), 'utf8')).toContain('open@acme.test');
    const left = Object.values(call<Record<string, string>>('publisher.mjs', 'PLACEHOLDERS'));
    const held = run(folder, 'git', 'grep', '-lF', ...left.flatMap((value) => ['-e', value]));
    expect(held.told.trim().split('\n')).toEqual(['scripts/publish/publisher.mjs']);
  });
});

test('the manifests say what publisher.json says', () => {
  expect(call('publisher.mjs', 'stale', call('publisher.mjs', 'publisher'))).toEqual([]);
});

test.each([
  ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${'QUJD'.repeat(12)}`],
  ['a token', `const key = 'pat-na1-${'0a1b2c3d'}-aaaa'`],
  ['a token', `"1000.${'0a'.repeat(16)}.${'1b'.repeat(16)}"`],
  ['a path of a machine', 'require("/home/olena/core/index.ts")'],
  ['a path of this machine', `at ${ROOT}/core/index.ts`],
  ['a source map', '//# sourceMappingURL=core.js.map'],
  ['the placeholder "somebody"', 'by somebody'],
])('a file that holds %s is seen', (what, text) => {
  const folder = folderWith({
    'a.js': text,
    'b.js': '"/api/v2/search"; // -----BEGIN PRIVATE KEY----- of yours',
  });
  const packed = ['a.js', 'b.js'];
  const found = call<string[]>('tarball.mjs', 'findings', {
    ...{ folder, packed, expected: packed, root: ROOT, placeholders: ['somebody'] },
  });
  expect(found).toContain(`a.js holds ${what}`);
  expect(found.filter((line) => line.startsWith('b.js'))).toEqual([]);
});

describe('licences', () => {
  const metafile = {
    inputs: { 'core/index.ts': {}, 'node_modules/@a/b/lib/x.js': {}, 'node_modules/@a/b/y.js': {} },
  };
  const notices = (license: string | undefined, files: Record<string, string>): string => {
    const manifest = JSON.stringify({ name: '@a/b', version: '1.2.3', license });
    const own = Object.entries({ 'package.json': manifest, ...files });
    const root = folderWith(
      Object.fromEntries(own.map(([file, text]) => [`node_modules/@a/b/${file}`, text])),
    );
    return call('notices.mjs', 'noticesOf', [metafile], root);
  };
  const TEXT = 'Copyright (c) A. Permission is hereby granted';

  test('each bundled package once, with every licence file of it', () => {
    const text = notices('MIT', { LICENSE: TEXT, 'LICENSE.Apache': 'Apache License' });
    expect(text.match(/^## .*/gm)).toEqual(['## @a/b 1.2.3 (MIT)']);
    expect(text).toContain(`${TEXT}\n\nApache License`);
  });

  test.each(['License\n-------', '## License'])('a text in the README under "%s" counts', (heading) => {
    const text = notices('MIT', { 'README.md': `# b\n\n${heading}\n\n${TEXT}\n\n[1]: https://a.test\n` });
    expect(text).toContain(TEXT);
    expect(text).not.toContain('a.test');
  });

  test.each(['GPL-3.0-only', 'SEE LICENSE IN x', undefined])('the licence "%s" fails', (license) => {
    expect(() => notices(license, { LICENSE: TEXT })).toThrow(/its licence is (not told|GPL|SEE)/);
  });

  test('a package without its text fails', () => {
    expect(() => notices('MIT', { 'README.md': '# b\n\n## License\n\nMIT\n' })).toThrow(
      'holds no text of its licence',
    );
  });
});
