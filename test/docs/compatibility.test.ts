/** docs/compatibility.md: versions are those the tests install, and what it says of n8n 3.0 holds in templates and guides. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import type { INodeType } from 'n8n-workflow';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const filesIn = (folder: string, end: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name));
const page = read('docs/compatibility.md');

test.each([
  ['n8n', 'n8n', 3],
  ['node-red-4', 'Node-RED', 2],
  ['node-red-5', 'Node-RED', 2],
] as const)('the page names the version of engines/%s', (engine, name, parts) => {
  const { dependencies } = JSON.parse(read(`engines/${engine}/package.json`)) as {
    dependencies: Record<string, string>;
  };
  const version = dependencies[name.toLowerCase()] ?? '';
  expect(page).toMatch(
    new RegExp(`^\\| ${name} ${version.split('.').slice(0, parts).join('\\.')} +\\| yes`, 'm'),
  );
});

test('the page names the versions of Node.js that CI runs', () => {
  const [, versions = ''] = /node: \[([^\]]+)\]/.exec(read('.github/workflows/ci.yml')) ?? [];
  expect(page).toContain(`CI: ${versions}`);
});

/** Outputs of a node of ours, which its description tells: a list, or an expression where they depend on the settings. */
function outputsOf(type: string): unknown {
  const name = type.replace('n8n-nodes-ringostat.r', 'R');
  const { [name]: Node } = jest.requireActual<Record<string, new () => INodeType>>(
    join(ROOT, `nodes/${name}/${name}.node`),
  );
  return Node && new Node().description.outputs;
}

test('Always Output Data, whose meaning n8n 3.0 changes for several outputs, is set on nodes of ours with one output only', () => {
  const files = filesIn('workflows-templates/n8n', '.json');
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const { nodes } = JSON.parse(read(file)) as { nodes: { type: string; alwaysOutputData?: boolean }[] };
    const kept = nodes.filter(({ alwaysOutputData }) => alwaysOutputData);
    for (const { type } of kept) expect([file, type, outputsOf(type)]).toEqual([file, type, ['main']]);
  }
});

test('no guide tells to import a workflow by its URL', () => {
  const guides = [
    'README.md',
    'node-red/README.md',
    'workflows-templates/README.md',
    ...filesIn('docs', '.md'),
  ];
  for (const file of guides.filter(
    (name) => !name.startsWith('docs/reference') && !name.endsWith('compatibility.md'),
  ))
    expect([file, /import(?:ed)? (?:it )?(?:from|by) (?:its |the )?URL/i.test(read(file))]).toEqual([
      file,
      false,
    ]);
});
