/**
 * The fields of our nodes as their editors give them to a new node: a flow drawn before a field was there gets it, so that a new field is
 * no change of any flow.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { FlowNode } from './flow-node';

const NODES = join(__dirname, '../../../node-red');
const load = createRequire(__filename);
type Defaults = Record<string, { value: unknown }>;
const known = new Map<string, Defaults>();

/** The folder that holds a node's form: its own, or the one the five Upserts share. */
const formOf = (type: string): string =>
  existsSync(join(NODES, type, 'editor.html')) ? type : 'ringostat-upsert';

function defaultsOf(type: string): Defaults {
  const form = formOf(type);
  const before = known.get(form);
  if (before) return before;
  const defaults: Defaults = {};
  const registerType = (_: string, definition: { defaults: Defaults }): void =>
    void Object.assign(defaults, definition.defaults);
  // What the build puts in; an editor's half registers its node when it is loaded.
  const built = { ACCOUNT_FIELDS: [], UPSERT_TYPE: type, UPSERT_CRM: '' };
  Object.assign(globalThis, { RED: { nodes: { registerType } }, ...built });
  load(join(NODES, form, 'editor.ts'));
  known.set(form, defaults);
  return defaults;
}

/** Takes a node of a flow; returns it with what its editor has and it lacks. Nodes of others come back as they are. */
export function completed(node: FlowNode): FlowNode {
  if (!node.type.startsWith('ringostat')) return node;
  const lacking = Object.entries(defaultsOf(node.type)).filter(([name]) => !(name in node));
  return { ...node, ...Object.fromEntries(lacking.map(([name, { value }]) => [name, value])) };
}
