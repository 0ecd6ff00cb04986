import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../core/crm/registry';
import { CRM_NAMES } from '../../core/model/crm-names';

const BASE = join(__dirname, '../../node-red');
const LANGUAGES = ['en-US', 'uk', 'ru'];
const manifest = JSON.parse(readFileSync(join(BASE, 'package.json'), 'utf8')) as {
  'node-red': { nodes: Record<string, string> };
};
const UPSERTS = Object.keys(CRM_NAMES).map((crm) => `ringostat-${crm}`);
/** Folders with texts: the Upsert nodes have theirs in common. */
const NODES = [
  ...Object.keys(manifest['node-red'].nodes).filter((node) => !UPSERTS.includes(node)),
  'ringostat-upsert',
];

function keys(value: unknown, prefix = ''): string[] {
  if (typeof value === 'string') return [prefix];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    keys(inner, prefix === '' ? key : `${prefix}.${key}`),
  );
}
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const labels = (node: string, language: string): string[] =>
  keys(json(join(BASE, node, 'locales', language, 'labels.json')));
const shared = (language: string): string[] => keys(json(join(BASE, 'host/locales', `${language}.json`)));
const sources = (node: string): string =>
  readdirSync(join(BASE, node))
    .filter((name) => /\.(ts|html)$/.test(name))
    .map((name) => readFileSync(join(BASE, node, name), 'utf8'))
    .join('\n');

test.each(NODES)('%s has the same keys in every language', (node) => {
  for (const language of LANGUAGES) expect(labels(node, language)).toEqual(labels(node, 'en-US'));
});

test('shared texts have the same keys and the same values to fill in, in every language', () => {
  const filled = (language: string): string[][] =>
    Object.values(
      (json(join(BASE, 'host/locales', `${language}.json`)) as { error: Record<string, string> }).error,
    ).map((text) => (text.match(/__\w+?__/g) ?? []).sort());
  for (const language of LANGUAGES) {
    expect(shared(language)).toEqual(shared('en-US'));
    expect(filled(language)).toEqual(filled('en-US'));
  }
});

test.each(NODES)('every key the dialog of %s names is in the catalogue', (node) => {
  const own = new Set(labels(node, 'en-US').map((key) => `${node}.${key}`));
  const common = new Set(shared('en-US').map((key) => `shared.${key}`));
  const named = [...sources(node).matchAll(/data-i18n="(?:\[\w+\])?([\w.-]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  expect(named.length).toBeGreaterThan(0);
  for (const key of named) expect(own.has(key) || common.has(key) ? key : `missing: ${key}`).toBe(key);
  const asked = [...sources(node).matchAll(/\bt\('([\w.-]+)'\)/g)].map((match) => `${node}.${match[1]}`);
  for (const key of asked) expect(own.has(key) ? key : `missing: ${key}`).toBe(key);
});

test.each(NODES)(
  '%s has help in every language, its first paragraph short enough for the palette',
  (node) => {
    for (const language of LANGUAGES) {
      const help = readFileSync(join(BASE, node, 'locales', language, 'help.md'), 'utf8');
      const [first = ''] = help.split('\n\n');
      expect(first.split('\n').length).toBeLessThanOrEqual(3);
      expect(first.length).toBeLessThanOrEqual(180);
      expect(help).toContain('### ');
    }
  },
);

/** Node-RED's own two rules of help (renderMarkdown in red.js of its editor): what they match shows only the last part. */
const PROPERTY = /^:[^:\n]+:[^:\n]*$/;
const SWALLOWS = /:[^:\n]+\([^:\n]+\).*?:[^:\n]*$/;
const lostWords = (help: string): string[] =>
  help.split('\n').filter((line) => (line.startsWith(':') ? !PROPERTY.test(line) : SWALLOWS.test(line)));

test.each([...NODES, ...UPSERTS])('%s: the editor shows every word of its help in every language', (node) => {
  for (const language of LANGUAGES)
    expect(lostWords(readFileSync(join(BASE, node, 'locales', language, 'help.md'), 'utf8'))).toEqual([]);
});

test.each([': payload (object) : the call: its name', 'Lists: deploy (first) the account: then choose'])(
  'help that the editor cuts is seen: %s',
  (line) => {
    expect(lostWords(line)).toEqual([line]);
  },
);

test('every error the runtime throws has a text', () => {
  const texts = new Set(shared('en-US'));
  const thrown = NODES.concat('host').flatMap((folder) =>
    [...sources(folder).matchAll(/new NodeError\('(\w+)'(?:, \{[^}]*\}(?:, '(\w+)')?)?/g)].flatMap(
      (match) => [`error.${match[1]}`, ...(match[2] ? [`status.${match[2]}`] : [])],
    ),
  );
  expect(thrown.length).toBeGreaterThan(10);
  for (const key of thrown) expect(texts.has(key) ? key : `missing: ${key}`).toBe(key);
});

test.each(UPSERTS)('%s is a node of the package whose texts name its CRM', (node) => {
  expect(Object.keys(manifest['node-red'].nodes)).toContain(node);
  const name = CRM_NAMES[node.replace('ringostat-', '') as keyof typeof CRM_NAMES];
  for (const language of LANGUAGES) {
    const built = join(BASE, 'dist/locales', language);
    const catalogue = json(join(built, `${node}.json`)) as Record<string, { name: string }>;
    expect(catalogue[node]?.name).toBe(`${name} Upsert`);
    const help = readFileSync(join(built, `${node}.html`), 'utf8');
    expect(help).toContain(name);
    const dialog = readFileSync(join(BASE, 'dist', `${node}.html`), 'utf8');
    for (const text of [JSON.stringify(catalogue), help]) expect(text).not.toContain('{crm}');
    expect(dialog).not.toContain('data-i18n="ringostat-upsert.');
  }
});

const accountWords = (language: string): Words =>
  json(join(BASE, 'ringostat-crm-account/locales', language, 'labels.json')) as Words;
interface Words {
  auth: Record<string, string>;
  field: Record<string, string>;
}

test.each(LANGUAGES)('every way to sign in and every field of an account has its words in %s', (language) => {
  const { auth, field } = accountWords(language);
  const kinds = Object.values(providers).flatMap(({ accounts }) => accounts);
  expect(Object.keys(auth).sort()).toEqual([...new Set(kinds.map(({ id }) => id))].sort());
  const names = kinds.flatMap(({ fields }) => fields.map(({ name }) => name));
  expect(Object.keys(field).sort()).toEqual([...new Set(names)].sort());
  const help = readFileSync(join(BASE, 'ringostat-crm-account/locales', language, 'help.md'), 'utf8');
  for (const { label } of Object.values(providers)) expect(help).toContain(`**${label}`);
});

test.each(UPSERTS)('%s has a paragraph of its own in the help of every language', (node) => {
  const texts = LANGUAGES.map((language) =>
    readFileSync(join(BASE, node, 'locales', language, 'help.md'), 'utf8'),
  );
  expect(new Set(texts).size).toBe(LANGUAGES.length);
  for (const text of texts) expect(text).toMatch(/^\*\*.+\n/);
  // Lists of the CRM explain themselves; what is typed or switched is explained here, under the name it has in the dialog.
  const settings = providers[node.replace('ringostat-', '')]?.settings ?? [];
  for (const { label } of settings.filter(({ list }) => list === undefined))
    for (const text of texts) expect(text).toContain(`_${label}_`);
});
