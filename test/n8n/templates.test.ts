/** The templates: what their one source gives, and what n8n would find in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { templates } from '../../scripts/templates/n8n';
import { nodeTypes, PREFIX } from './pack';

const ROOT = join(__dirname, '../../workflows-templates/n8n');
const OF_ALL = [
  'analysed-calls',
  'attribution-only',
  'calls',
  'missed-call-desk',
  'replay',
  'smart-forwarding',
];
const MORE: Record<string, string[]> = {
  hubspot: [],
  salesforce: [],
  zoho: ['pipelines', 'voicemail'],
  nethunt: ['call-report', 'deal-from-new-contact'],
  pipedrive: ['deal-only-if-none', 'forms', 'pipelines'],
};
/** Of no CRM. */
const ALONE = ['ringostat/weekly-report.json'];
const committed = readdirSync(ROOT).flatMap((crm) =>
  readdirSync(join(ROOT, crm)).map((file) => `${crm}/${file}`),
);

test('every CRM has the five workflows, and those of its article', () => {
  const wanted = Object.entries(MORE).flatMap(([crm, more]) =>
    [...OF_ALL, ...more].map((name) => `${crm}/${name}.json`),
  );
  expect(committed.sort()).toEqual([...wanted, ...ALONE].sort());
});

test('the files are what the source gives: npm run templates:n8n writes them', () => {
  expect(Object.keys(templates).sort()).toEqual(committed.sort());
  for (const [path, template] of Object.entries(templates))
    expect({ path, template: JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as unknown }).toEqual({
      path,
      template,
    });
});

describe.each(Object.entries(templates))('%s', (path, template) => {
  const ours = template.nodes.filter(({ type }) => !type.startsWith('n8n-nodes-base.'));

  test('holds nothing of an instance or an account', () => {
    expect(template.meta).toEqual({ templateCredsSetupCompleted: false });
    expect(template.nodes.filter((node) => 'credentials' in node || 'webhookId' in node)).toEqual([]);
    expect(Object.keys(template)).not.toContain('id');
  });

  test('uses our nodes as they are: known types, fields and values', () => {
    expect(ours.length).toBeGreaterThan(1);
    for (const { type, parameters } of ours) {
      expect(type.startsWith(PREFIX)).toBe(true);
      const properties = nodeTypes[type]?.description.properties;
      expect({ type, known: properties !== undefined }).toEqual({ type, known: true });
      for (const [name, value] of Object.entries(parameters)) {
        const known = (properties ?? []).filter((property) => property.name === name);
        expect({ type, name, value, allowed: allows(known, value) }).toEqual({
          type,
          name,
          value,
          allowed: true,
        });
      }
    }
  });

  test('speaks of one CRM only, the same in the finder, the preset and the Upsert node; or of none', () => {
    const crm = path.split('/')[0];
    const chosen = ours.flatMap(({ type, parameters }) => {
      const name = type.slice(PREFIX.length);
      if (parameters['resource'] === 'report') return [];
      // A test call asks no CRM.
      if (name === 'ringostat' && parameters['operation'] === 'test') return [];
      if (name === 'ringostatFindResponsible' || name === 'ringostat') return parameters['crm'] ?? 'hubspot';
      if (name === 'ringostatApplyMatrix') {
        const preset = parameters['preset'] ?? 'hubspot';
        return preset === 'attributionOnly' ? [] : preset;
      }
      return name === 'ringostatTrigger' ? [] : name.slice('ringostat'.length).toLowerCase();
    });
    expect(new Set(chosen)).toEqual(new Set(ALONE.includes(path) ? [] : [crm]));
    const rows = ours.flatMap(({ parameters }) => Object.keys(parameters)).filter((key) => /_R\d/.test(key));
    expect(rows.filter((row) => !row.startsWith(`${crm}_`))).toEqual([]);
  });

  test('connects nodes that exist, and explains itself', () => {
    const names = new Set(template.nodes.map(({ name }) => name));
    expect(names.size).toBe(template.nodes.length);
    expect(new Set(template.nodes.map(({ id }) => id)).size).toBe(template.nodes.length);
    for (const [from, { main }] of Object.entries(template.connections)) {
      const ends = main.flatMap((links) => links.map(({ node }) => node));
      expect([from, ...ends].filter((name) => !names.has(name))).toEqual([]);
    }
    const notes = template.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
    expect(notes.length).toBeGreaterThanOrEqual(4);
    expect(notes.some(({ parameters }) => String(parameters['content']).includes('**Set up'))).toBe(true);
    // A node that a note names in bold must be there by that name.
    const bold = notes.flatMap(({ parameters }) => [
      ...String(parameters['content']).matchAll(/\*\*([A-Z][\w ]+(?:Upsert|Trigger|Manager|Matrix))\*\*/g),
    ]);
    expect(bold.map(([, name]) => name).filter((name) => !names.has(name ?? ''))).toEqual([]);
  });
});

function allows(properties: INodeProperties[], value: unknown): boolean {
  return properties.some(({ type, options = [] }) => {
    if (type === 'collection') {
      const names = options.map(({ name }) => name);
      return Object.keys(value as object).every((name) => names.includes(name));
    }
    if (type !== 'options' && type !== 'multiOptions') return true;
    const values = options.map((option) => ('value' in option ? option.value : null));
    return [value].flat().every((one) => values.includes(one as string));
  });
}
