import { Refusal } from './errors';

const REFERENCE = /@\{([^:}]+):(\$[^}]*)\}/g;
export const referencesIn = (value: unknown): string[] =>
  [...JSON.stringify(value ?? null).matchAll(REFERENCE)].map((match) => match[1] ?? '');

/** Value at a path like `$.data[0].details.id`; undefined when there is none. */
function pick(body: unknown, path: string): unknown {
  const steps = [...path.slice(1).matchAll(/\.([\w$]+)|\[(\d+)\]/g)].map(
    (match) => match[1] ?? Number(match[2]),
  );
  let value = body;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/**
 * A copy of a sub-request in which each `@{id:path}` is what that sub-request answered. `answers` holds the bodies of
 * those that succeeded. Throws INVALID_REFERENCE.
 */
export function resolve<T>(value: T, answers: Map<string, unknown>, index: number, key: string): T {
  const find = (reference: string, id: string, path: string): unknown => {
    const found = pick(answers.get(id), path);
    if (found !== undefined && found !== null && answers.has(id)) return found;
    throw new Refusal(400, 'INVALID_REFERENCE', 'the reference does not have a proper value', {
      api_name: key,
      json_path: `$.__composite_requests[${index}].${key}`,
      reference,
    });
  };
  const walk = (node: unknown): unknown => {
    if (typeof node === 'string') {
      const [only] = [...node.matchAll(REFERENCE)];
      if (only && only[0] === node) return find(node, only[1] ?? '', only[2] ?? '');
      return node.replace(REFERENCE, (all, id: string, path: string) => String(find(all, id, path)));
    }
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(value) as T;
}
