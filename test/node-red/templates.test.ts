import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../core/crm/registry';
import { CRM_NAMES } from '../../core/model/crm-names';
import { flows } from '../../scripts/templates/node-red';

const FOLDER = join(__dirname, '../../workflows-templates/node-red');
const FILES = readdirSync(FOLDER, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.json'));
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
const UPSERTS = Object.keys(CRM_NAMES).map((crm) => `ringostat-${crm}`);
/** Of no CRM. */
const ALONE = ['ringostat/weekly-report.json'];
const ours = (node: TemplateNode): boolean => node.type.startsWith('ringostat');

test('every CRM has its flows, and they are what the source makes', () => {
  expect(FILES.sort()).toEqual(Object.keys(flows).sort());
  const usual = [
    'analysed-calls',
    'attribution-only',
    'calls',
    'missed-call-desk',
    'replay',
    'smart-forwarding',
  ];
  const extra: Record<string, string[]> = {
    hubspot: [],
    salesforce: [],
    zoho: ['pipelines', 'voicemail'],
    nethunt: ['call-report', 'deal-from-new-contact'],
    pipedrive: ['deal-only-if-none', 'forms', 'pipelines'],
  };
  expect(FILES.sort()).toEqual(
    [
      ...Object.entries(extra).flatMap(([crm, more]) =>
        [...usual, ...more].map((name) => `${crm}/${name}.json`),
      ),
      ...ALONE,
    ].sort(),
  );
  for (const [path, flow] of Object.entries(flows)) expect([path, read(path)]).toEqual([path, flow]);
});

test('flows of all CRMs can live in one Node-RED: no id and no address twice', () => {
  const all = FILES.flatMap((file) => read(file).map((node): TemplateNode => ({ ...node, file })));
  const ids = all.map(({ id }) => id);
  expect(ids.length).toBe(new Set(ids).size);
  const paths = all
    .filter(({ type, file }) => type === 'ringostat-trigger' && !String(file).includes('attribution-only'))
    .map((node) => String(node['path']));
  expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
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
    expect(team?.['employees'] ?? (ALONE.includes(file) ? [] : null)).toEqual([]);
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
      const folder = UPSERTS.includes(node.type) ? 'ringostat-upsert' : node.type;
      const source = readFileSync(join(__dirname, '../../node-red', folder, 'editor.ts'), 'utf8');
      const [, indent = '', defaults = ''] = /^( +)defaults: \{\n(.*?)\n\1\}/ms.exec(source) ?? [];
      const field = new RegExp(`^${indent}  (\\w+): \\{`, 'gm');
      const fields = [...defaults.matchAll(field)].map((match) => match[1] ?? '');
      const own = Object.keys(node).filter(
        (key) => !['id', 'type', 'z', 'g', 'x', 'y', 'd', 'wires'].includes(key),
      );
      expect({ type: node.type, fields: own.sort() }).toEqual({ type: node.type, fields: fields.sort() });
    }
  });

  test('it works with the CRM of its folder only, or with none', () => {
    const [crm = ''] = file.split('/');
    expect(nodes.filter(({ type }) => UPSERTS.includes(type)).map(({ type }) => type)).toEqual(
      nodes.filter(({ type }) => UPSERTS.includes(type)).map(() => `ringostat-${crm}`),
    );
    const account = nodes.find(({ type }) => type === 'ringostat-crm-account');
    if (ALONE.includes(file)) expect(account).toBeUndefined();
    else expect(account).toMatchObject({ crm, auth: providers[crm]?.accounts[0]?.id });
    const others = Object.entries(CRM_NAMES).filter(([id]) => id !== crm);
    const text = readFileSync(join(FOLDER, file), 'utf8');
    expect(others.filter(([, name]) => text.includes(name))).toEqual([]);
  });
});

test('the build copies the templates into the package', () => {
  const examples = join(__dirname, '../../node-red/examples');
  expect(existsSync(examples)).toBe(true);
  for (const file of FILES) {
    expect(readFileSync(join(examples, file), 'utf8')).toBe(readFileSync(join(FOLDER, file), 'utf8'));
  }
});
