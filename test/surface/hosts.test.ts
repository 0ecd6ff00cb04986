/** A field that both hosts have is the same field: it begins with the same value, offers the same choices, has the same words. */
import { type BothHosts, NODES } from './fields';
import { n8nFields, nodeRedFields, type Field } from './forms';

interface Compared {
  name: string;
  nodeRed: Field;
  n8n: Field;
}

function compared({ nodeRed, n8n, renamed = {} }: BothHosts): {
  shared: Compared[];
  nodeRedOnly: string[];
  n8nOnly: string[];
} {
  const left = nodeRedFields(nodeRed);
  const right = n8nFields(n8n);
  const nameOf = (name: string): string => renamed[name] ?? name;
  const shared = [...left].flatMap(([name, field]) => {
    const same = right.get(nameOf(name));
    return same ? [{ name, nodeRed: field, n8n: same }] : [];
  });
  const taken = new Set(shared.map(({ name }) => nameOf(name)));
  return {
    shared,
    nodeRedOnly: [...left.keys()].filter((name) => !right.has(nameOf(name))),
    n8nOnly: [...right.keys()].filter((name) => !taken.has(name)),
  };
}

/** A list without entries: n8n's collections begin as {}, Node-RED's lists as []. */
const empty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
const plain = (label: string): string => label.toLowerCase().replace(/ names? or ids?$/, '');

describe.each(NODES.map((node): [string, BothHosts] => [node.n8n, node]))('%s', (_, node) => {
  const { shared, nodeRedOnly, n8nOnly } = compared(node);
  const differing = node.differing ?? {};

  test('a field that only one host has is listed, with the reason', () => {
    expect(nodeRedOnly.sort()).toEqual(Object.keys(node.nodeRedOnly).sort());
    expect(n8nOnly.sort()).toEqual(Object.keys(node.n8nOnly).sort());
  });

  test('shared fields begin with the same value', () => {
    const begins = (of: 'nodeRed' | 'n8n'): Record<string, unknown> =>
      Object.fromEntries(
        shared
          .filter(({ name }) => !(name in differing))
          .map((field) => [field.name, empty(field[of].begins) ? [] : field[of].begins]),
      );
    expect(shared.length).toBeGreaterThan(3);
    expect(begins('nodeRed')).toEqual(begins('n8n'));
  });

  test('what is said to differ does', () => {
    for (const name of Object.keys(differing)) {
      const field = shared.find((one) => one.name === name);
      expect({ name, nodeRed: field?.nodeRed.begins }).not.toEqual({ name, nodeRed: field?.n8n.begins });
    }
  });

  test('shared drop-downs offer the same choices', () => {
    const chosen = shared.filter(({ nodeRed, n8n }) => nodeRed.choices && n8n.choices);
    for (const { name, nodeRed, n8n } of chosen)
      expect({ name, choices: nodeRed.choices?.sort() }).toEqual({ name, choices: n8n.choices?.sort() });
  });

  test('shared fields have the same words', () => {
    const told = shared.filter(({ name, nodeRed }) => nodeRed.label && !(name in (node.words ?? {})));
    for (const { name, nodeRed, n8n } of told)
      expect({ name, label: plain(nodeRed.label ?? '') }).toEqual({ name, label: plain(n8n.label ?? '') });
    for (const [name, [here, there]] of Object.entries(node.words ?? {})) {
      const field = shared.find((one) => one.name === name);
      expect({ name, words: [field?.nodeRed.label, field?.n8n.label] }).toEqual({
        name,
        words: [here, there],
      });
    }
  });
});
