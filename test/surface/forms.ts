/** The forms of both hosts as one list of fields, read from what each host shows. */
import languages from '../../core/model/languages.json';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { nodeTypes, PREFIX } from '../engines/n8n-pack';

export interface Field {
  begins: unknown;
  /** Values of a drop-down; null where it is filled from outside, or is none. */
  choices: string[] | null;
  /** English. */
  label: string | null;
}
type Fields = Map<string, Field>;

const NODE_RED = join(__dirname, '../../node-red');
const NOT_A_FIELD = new Set(['notice', 'hidden']);

const valuesOf = ({ type, options = [] }: INodeProperties): string[] | null =>
  (type === 'options' || type === 'multiOptions') && options.length > 0
    ? options.flatMap((option) => ('value' in option ? [String(option.value)] : []))
    : null;

/** Takes the node's name in n8n; returns its fields, those of collections too. The first of a name counts. */
export function n8nFields(node: string): Fields {
  const found: Fields = new Map();
  const add = (properties: INodeProperties[]): void => {
    for (const property of properties) {
      const { name, type, displayName: label, default: begins } = property;
      // Rows of presets and settings of one CRM are made of the core's data.
      if (name === 'settings' || /_R\d+[nv]?$/.test(name)) continue;
      if (type === 'collection') add((property.options ?? []) as INodeProperties[]);
      else if (!NOT_A_FIELD.has(type) && !found.has(name))
        found.set(name, { begins, choices: valuesOf(property), label });
    }
  };
  add(nodeTypes[PREFIX + node]?.description.properties ?? []);
  return found;
}

/** The folder that holds a node's form: its own, or that of the common form. */
const formOf = (folder: string): string =>
  existsSync(join(NODE_RED, folder, 'editor.html')) ? folder : 'ringostat-upsert';

/** `defaults` of the node type the editor's half of this folder registers. */
function registered(folder: string): Record<string, { value: unknown; type?: string }> {
  const defaults = {};
  const registerType = (_: string, definition: { defaults: object }): void => {
    Object.assign(defaults, definition.defaults);
  };
  // What the build sets in a common form.
  const built = { UPSERT_TYPE: folder, UPSERT_CRM: folder.replace('ringostat-', '') };
  Object.assign(globalThis, { RED: { nodes: { registerType } }, ...built });
  jest.isolateModules(() => {
    // The editor's half registers when it is loaded.
    jest.requireActual(join(NODE_RED, formOf(folder), 'editor'));
  });
  return defaults;
}

type Texts = { [key: string]: string | Texts };
const json = (path: string): Texts => JSON.parse(readFileSync(join(NODE_RED, path), 'utf8')) as Texts;

/** The English text of a key such as `ringostat-trigger.label.path`. */
function textOf(folder: string, key: string): string | null {
  const [catalogue, ...path] = key.split('.');
  let at: string | Texts | undefined =
    catalogue === 'shared' ? json('host/locales/en-US.json') : json(`${folder}/locales/en-US/labels.json`);
  for (const part of path) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' ? at : null;
}

/** Takes the node's folder and, for nodes made of a common form, the form's; returns its fields but Node-RED's own. */
export function nodeRedFields(folder: string): Fields {
  const form = formOf(folder);
  const html = readFileSync(join(NODE_RED, form, 'editor.html'), 'utf8').replace('<!-- languages -->', () =>
    Object.keys(languages)
      .map((value) => `<option value="${value}">`)
      .join(''),
  );
  const labels = new Map<string, string>();
  for (const [label, open = '', inner = ''] of html.matchAll(/<label([^>]*)>([\s\S]*?)<\/label/g)) {
    const name = /node-(?:config-)?input-(\w+)/.exec(open + inner)?.[1];
    const key = /data-i18n="([\w.-]+)"/.exec(label)?.[1];
    if (name && key) labels.set(name, key);
  }
  const choicesOf = (name: string): string[] | null => {
    const [, inner = ''] =
      new RegExp(`<select[^>]*id="node-(?:config-)?input-${name}"[^>]*>([\\s\\S]*?)</select`).exec(html) ??
      [];
    const values = [...inner.matchAll(/<option[^>]*value="([^"]*)"/g)].map(([, value = '']) => value);
    return values.length > 0 ? values : null;
  };
  return new Map(
    Object.entries(registered(folder))
      .filter(([name]) => name !== 'version' && name !== 'name')
      .map(([name, { value }]) => {
        const key = labels.get(name);
        return [
          name,
          { begins: value, choices: choicesOf(name), label: key ? textOf(form, key) : null },
        ] satisfies [string, Field];
      }),
  );
}
