import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import type { WorkflowJson } from '../engines/n8n-core';
import { nodeTypes, PREFIX } from './pack';

const FOLDER = join(__dirname, '../../workflows-templates/n8n/hubspot');
type Template = WorkflowJson & { name: string; meta: object };
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const read = (file: string): Template => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Template;

test('the four workflows are there', () => {
  expect(files.sort()).toEqual([
    'attribution-only.json',
    'calls.json',
    'replay.json',
    'smart-forwarding.json',
  ]);
});

describe.each(files)('%s', (file) => {
  const template = read(file);

  test('holds nothing of an instance or an account', () => {
    expect(template.meta).toEqual({ templateCredsSetupCompleted: false });
    expect(template.nodes.filter((node) => 'credentials' in node || 'webhookId' in node)).toEqual([]);
    expect(Object.keys(template)).not.toContain('id');
  });

  test('uses our nodes as they are: known types, fields and values', () => {
    const ours = template.nodes.filter(({ type }) => !type.startsWith('n8n-nodes-base.'));
    expect(ours.length).toBeGreaterThan(1);
    for (const { type, parameters } of ours) {
      expect(type.startsWith(PREFIX)).toBe(true);
      const properties = nodeTypes[type]?.description.properties ?? [];
      for (const [name, value] of Object.entries(parameters)) {
        const known = properties.filter((property) => property.name === name);
        expect({ type, name, known: known.length > 0 }).toEqual({ type, name, known: true });
        expect({ type, name, value, allowed: allows(known, value) }).toEqual({
          type,
          name,
          value,
          allowed: true,
        });
      }
    }
  });

  test('connects nodes that exist, and explains itself', () => {
    const names = new Set(template.nodes.map(({ name }) => name));
    expect(names.size).toBe(template.nodes.length);
    for (const [from, { main = [] }] of Object.entries(template.connections)) {
      const ends = main.flatMap((links) => (links ?? []).map(({ node }) => node));
      expect([from, ...ends].filter((name) => !names.has(name))).toEqual([]);
    }
    const notes = template.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
    expect(notes.length).toBeGreaterThanOrEqual(4);
    expect(notes.some(({ parameters }) => String(parameters['content']).includes('**Set up'))).toBe(true);
  });
});

function allows(properties: INodeProperties[], value: unknown): boolean {
  return properties.some(({ type, options = [] }) => {
    if (type !== 'options' && type !== 'multiOptions') return true;
    const values = options.map((option) => ('value' in option ? option.value : null));
    return [value].flat().every((one) => values.includes(one as string));
  });
}
