/** Words in italics in the guides are labels of our nodes, or named here as somebody else's: a label that was renamed is missed. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import guide from '../../core/event/guide.json';
import gallery from '../../scripts/templates/gallery/gallery.json';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const PAGES = [
  'README.md',
  ...[
    'faq',
    'install',
    'migration',
    'security',
    'sizing',
    'troubleshooting',
    'replay',
    'report',
    'ringostat',
    'matrix',
    'crms',
    'events',
  ].map((page) => `docs/${page}.md`),
];

/** Menus and settings of n8n, Node-RED, Ringostat and the CRMs. */
const OTHERS = [
  'Highlighted data',
  'Settings → Community nodes',
  'Settings → Community nodes → Install',
  'Manage palette → Install',
  'Import → Examples',
  'Import from file',
  'Publish',
  'Workflow settings',
  'Development → Keys → Service keys',
  'Integration',
  'import type',
];

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}→]+/gu, ' ')
    .trim();
const sources = execFileSync(
  'git',
  ['ls-files', 'nodes', 'node-red', 'credentials', 'core', 'workflows-templates'],
  {
    cwd: ROOT,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) =>
    /^((?:nodes|node-red)\/.*(\.ts|\.html|en-US\/labels\.json)|node-red\/host\/locales\/en-US\.json|credentials\/.*\.ts|core\/crm\/.*\.(ts|json)|core\/(?:surface|http|model)\/.*|workflows-templates\/.*\.json)$/.test(
      file,
    ),
  );
/** Texts in quotes of the forms, and what stands between tags of a dialog. */
const LABELS = new Set(
  [
    ...sources.flatMap((file) =>
      [...read(file).matchAll(/"((?:[^"\\\n]|\\.)+)"|'((?:[^'\\\n]|\\.)+)'|>([^<>{}\n]+)</g)].map(
        ([, a, b, c]) => a ?? b ?? c ?? '',
      ),
    ),
    ...Object.values(guide.menus['en-US']),
    ...Object.values(guide.events).map(({ cabinet }) => cabinet.split(': ').at(-1) ?? ''),
    ...Object.values(gallery).map(({ title }) => title),
    ...OTHERS,
  ].map(plain),
);

/** Whether a label is one of ours; "field: choice" and "node: operation" are two, "contact, lead: create" is three. */
const known = (label: string): boolean =>
  [/$^/, /: | → /, /: | → |, /].some((joint) => label.split(joint).every((part) => LABELS.has(plain(part))));
const labelsOf = (page: string): string[] =>
  [
    ...page
      .replace(/```[\s\S]*?```|`[^`\n]*`|\\_/g, '')
      .matchAll(/(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])/gu),
  ].map(([, label = '']) => label);

test.each(PAGES)('labels of %s are on the nodes', (page) => {
  expect([...new Set(labelsOf(read(page)))].filter((label) => !known(label))).toEqual([]);
});

test('a label nobody has is seen', () => {
  expect(labelsOf('Set _Workers_ and _Dry run_, not `_this_`.')).toEqual(['Workers', 'Dry run']);
  expect(
    ['Workers', 'Dry Run', 'Answer Given: At Once, Here', 'Answer Taken', 'Senior Person'].filter(
      (label) => !known(label),
    ),
  ).toEqual(['Answer Taken', 'Senior Person']);
});
