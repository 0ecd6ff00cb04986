/** .github/ and the release tool: files GitHub can read, that call what is there, and nothing that anybody could change under us. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const json = <T>(file: string): T => JSON.parse(read(file)) as T;
const yamlIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${folder}/${name}`);

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  environment?: string;
  strategy?: { matrix: Record<string, unknown[]> };
  steps: Step[];
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}
const WORKFLOWS = yamlIn('.github/workflows');
const workflow = (file: string): Workflow => load(read(file)) as Workflow;
const stepsOf = (file: string): Step[] => Object.values(workflow(file).jobs).flatMap(({ steps }) => steps);
const { scripts } = json<{ scripts: Record<string, string> }>('package.json');

/** A whole commit, and beside it the version it is: a tag can be moved to other code, a commit cannot. */
const PINNED = /^\s*(?:- )?uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
const unpinned = (text: string): string[] =>
  text.split('\n').filter((line) => /\buses:/.test(line) && !PINNED.test(line));

/** Commands of a step that are not there. Only npm's own and scripts of the manifest are used. */
function unknown(run: string): string[] {
  return run
    .split('\n')
    .filter(Boolean)
    .filter((line) => {
      const [, script, own] = /^npm (?:run (\S+)|(\S+))/.exec(line) ?? [];
      if (script) return !(script in scripts);
      return !(['ci', 'publish', 'audit'].includes(own ?? '') || (own === 'test' && 'test' in scripts));
    });
}

test('there are the three workflows', () => {
  expect(WORKFLOWS.map((file) => file.split('/').at(-1)).sort()).toEqual([
    'ci.yml',
    'codeql.yml',
    'release.yml',
  ]);
});

describe.each(WORKFLOWS)('%s', (file) => {
  test('pins every action to a commit', () => {
    expect(stepsOf(file).some(({ uses }) => uses)).toBe(true);
    expect(unpinned(read(file))).toEqual([]);
  });

  test('calls commands that are there', () => {
    expect(stepsOf(file).flatMap(({ run }) => unknown(run ?? ''))).toEqual([]);
  });

  test('may read, and more only where a job says so; a checkout keeps no token', () => {
    expect(workflow(file).permissions).toEqual({ contents: 'read' });
    for (const { uses, with: given } of stepsOf(file))
      if (uses?.startsWith('actions/checkout@'))
        expect(given).toMatchObject({ 'persist-credentials': false });
  });
});

test('what is not pinned or not there is seen', () => {
  const commit = '0123456789'.repeat(4);
  expect(unpinned(`- uses: a/b@${commit} # v1.2.3`)).toEqual([]);
  for (const line of [
    '- uses: a/b@v4',
    'uses: a/b@main',
    `uses: a/b@${commit}`,
    `uses: a/b@${commit.slice(1)} # v1.2.3`,
  ])
    expect(unpinned(line)).toEqual([line]);
  expect(unknown('npm ci\nnpm run scan -- x\nnpm test')).toEqual([]);
  expect(unknown('npm run nowhere\ncurl a.test | sh')).toEqual(['npm run nowhere', 'curl a.test | sh']);
});

test('one action is one version in all workflows', () => {
  const pins = WORKFLOWS.flatMap((file) =>
    stepsOf(file).flatMap(({ uses }) => (uses?.split('@') ? [uses] : [])),
  );
  const repositories = new Set(pins.map((pin) => pin.split('/').slice(0, 2).join('/').split('@')[0]));
  const versions = new Set(
    pins.map((pin) => `${pin.split('/').slice(0, 2).join('/').split('@')[0]}@${pin.split('@')[1]}`),
  );
  expect(versions.size).toBe(repositories.size);
});

test('CI runs everything on each Node that is promised', () => {
  const { test: job } = workflow('.github/workflows/ci.yml').jobs;
  expect(job?.strategy?.matrix).toEqual({ node: [20, 22, 24] });
  expect(job?.steps.map(({ run }) => run)).toEqual(
    expect.arrayContaining(['npm ci', 'npm test', 'npm run pack']),
  );
});

test('a release is tested, published with provenance, checked by prepublishOnly, and needs no token of npm', () => {
  const file = '.github/workflows/release.yml';
  const { publish } = workflow(file).jobs;
  expect(publish).toMatchObject({
    environment: 'npm',
    permissions: { contents: 'read', 'id-token': 'write' },
  });
  const runs = publish?.steps.flatMap(({ run }) => run ?? []) ?? [];
  expect(runs.slice(0, 2)).toEqual(['npm ci', 'npm test']);
  const published = runs.filter((run) => run.startsWith('npm publish'));
  expect(published).toHaveLength(2);
  for (const run of published) expect(run).toMatch(/ --provenance --ignore-scripts=false$/);
  expect(read(file)).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|secrets\./);
});

test('one version: both packages, the release tool, a dated section of the changelog', () => {
  const { '.': version } = json<Record<string, string>>('.release-please-manifest.json');
  const { packages } = json<{
    packages: Record<string, { 'changelog-path': string; 'extra-files': { path: string }[] }>;
  }>('release-please-config.json');
  const own = packages['.'];
  expect(own?.['extra-files'].map(({ path }) => path)).toContain('node-red/package.json');
  for (const file of ['package.json', ...(own?.['extra-files'] ?? []).map(({ path }) => path)])
    expect([file, json<{ version: string }>(file).version]).toEqual([file, version]);
  expect(read(own?.['changelog-path'] ?? '')).toMatch(
    new RegExp(`^## \\[?${version?.replaceAll('.', '\\.')}\\]?.*\\(\\d{4}-\\d\\d-\\d\\d\\)$`, 'm'),
  );
});

interface Form {
  name: string;
  description: string;
  body: {
    type: string;
    id?: string;
    attributes: { label?: string; value?: string };
    validations?: { required: boolean };
  }[];
}
const FORMS = yamlIn('.github/ISSUE_TEMPLATE').filter((file) => !file.endsWith('config.yml'));

describe.each(FORMS)('%s', (file) => {
  const form = load(read(file)) as Form;

  test('is a form as GitHub takes it', () => {
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    const fields = form.body.filter(({ type }) => type !== 'markdown');
    for (const { type, id, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect([id, attributes.label]).toEqual([expect.stringMatching(/^[\w-]+$/), expect.any(String)]);
    }
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  });

  test('says first that no secret belongs there', () => {
    expect(form.body[0]).toMatchObject({ type: 'markdown' });
    expect(form.body[0]?.attributes.value).toMatch(/Never paste a key, a token/);
  });
});

test('the form of a fault asks for the call and the summary of its run', () => {
  const { body } = load(read('.github/ISSUE_TEMPLATE/fault.yml')) as Form;
  const required = body.filter(({ validations }) => validations?.required).map(({ id }) => id);
  expect(required).toEqual(expect.arrayContaining(['call', 'summary', 'versions', 'host', 'crm']));
});

test('packages that are bundled get pull requests of their own', () => {
  const { updates } = load(read('.github/dependabot.yml')) as {
    updates: {
      'package-ecosystem': string;
      directory?: string;
      groups?: { tools?: { 'exclude-patterns': string[] } };
    }[];
  };
  expect(new Set(updates.map((update) => update['package-ecosystem']))).toEqual(
    new Set(['npm', 'github-actions']),
  );
  const bundled = ['axios', 'ipaddr.js', 'libphonenumber-js', 'luxon', 're2js'];
  expect(updates.find(({ directory }) => directory === '/')?.groups?.tools?.['exclude-patterns']).toEqual(
    bundled,
  );
});

test.each(['SECURITY.md', 'CODE_OF_CONDUCT.md', 'PULL_REQUEST_TEMPLATE.md'])(
  '.github/%s is there',
  (file) => {
    expect(existsSync(join(ROOT, '.github', file))).toBe(true);
  },
);
