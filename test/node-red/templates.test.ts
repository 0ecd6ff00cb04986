import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presets } from '../../core/matrix/presets';

const FOLDER = join(__dirname, '../../workflows-templates/node-red/hubspot');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
interface TemplateNode {
  id: string;
  type: string;
  z?: string;
  g?: string;
  info?: string;
  wires?: string[][];
  nodes?: string[];
  [field: string]: unknown;
}
const read = (file: string): TemplateNode[] =>
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as TemplateNode[];
const ours = (node: TemplateNode): boolean => node.type.startsWith('ringostat');

test('the four templates of HubSpot are there', () => {
  expect(FILES.sort()).toEqual([
    'attribution-only.json',
    'calls.json',
    'replay.json',
    'smart-forwarding.json',
  ]);
});

describe.each(FILES)('%s', (file) => {
  const nodes = read(file);
  const byId = new Map(nodes.map((node) => [node.id, node]));

  test('every wire, group and config node leads to a node of the file', () => {
    expect(byId.size).toBe(nodes.length);
    const targets = nodes.flatMap((node) => [
      ...(node.wires ?? []).flat(),
      ...(node.nodes ?? []),
      ...[node.g, node.z, node['project'], node['account'], node['team']].filter(
        (id): id is string => typeof id === 'string' && id !== '',
      ),
    ]);
    expect(targets.length).toBeGreaterThan(10);
    for (const id of targets) expect(byId.has(id) ? id : `missing: ${id}`).toBe(id);
  });

  test('it holds no credential and no personal data', () => {
    expect(nodes.some((node) => 'credentials' in node)).toBe(false);
    const team = nodes.find(({ type }) => type === 'ringostat-team');
    expect(team?.['employees']).toEqual([]);
    expect(readFileSync(join(FOLDER, file), 'utf8')).not.toMatch(/pat-(na|eu)\d|Bearer|\+?380\d{9}/);
  });

  test('a newcomer is told where to start and what each part does', () => {
    const comments = nodes.filter(({ type }) => type === 'comment');
    const start = comments.find(({ name }) => String(name).startsWith('START HERE'));
    expect(String(start?.info).split('\n').length).toBeGreaterThanOrEqual(4);
    const groups = nodes.filter(({ type }) => type === 'group');
    expect(groups.length).toBeGreaterThanOrEqual(3);
    for (const group of groups) {
      const told = (group.nodes ?? []).some((id) => byId.get(id)?.type === 'comment' && byId.get(id)?.info);
      expect(told ? group['name'] : `no comment in ${String(group['name'])}`).toBe(group['name']);
    }
  });

  test('faults lead somewhere', () => {
    const caught = nodes.find(({ type }) => type === 'catch');
    expect(caught?.wires?.flat()).toHaveLength(1);
  });

  test('its nodes have exactly the fields the editor gives them', () => {
    for (const node of nodes.filter(ours)) {
      const source = readFileSync(join(__dirname, '../../nodes/node-red', node.type, 'editor.ts'), 'utf8');
      const [, indent = '', defaults = ''] = /^( +)defaults: \{\n(.*?)\n\1\}/ms.exec(source) ?? [];
      const field = new RegExp(`^${indent}  (\\w+): \\{`, 'gm');
      const fields = [...defaults.matchAll(field)].map((match) => match[1] ?? '');
      const own = Object.keys(node).filter(
        (key) => !['id', 'type', 'z', 'g', 'x', 'y', 'wires'].includes(key),
      );
      expect({ type: node.type, fields: own.sort() }).toEqual({ type: node.type, fields: fields.sort() });
    }
  });

  test('its matrix is the preset it names', () => {
    for (const node of nodes.filter(({ type }) => type === 'ringostat-apply-matrix')) {
      expect(presets[node['preset'] as keyof typeof presets].rows).toEqual(node['table']);
    }
  });
});

test('the build copies the templates into the package', () => {
  const examples = join(__dirname, '../../nodes/node-red/examples/hubspot');
  expect(existsSync(examples)).toBe(true);
  for (const file of FILES) {
    expect(readFileSync(join(examples, file), 'utf8')).toBe(readFileSync(join(FOLDER, file), 'utf8'));
  }
});
