/** `@{ref.id}`, `@{ref.records[0].Id}`: values of earlier parts in the URL and body of later ones. */
export class UnknownReference extends Error {}

/** What begins like a reference is one: there is no escape, text of a person included. */
const REFERENCE = /@\{([^}]*)\}/g;
const WELL_FORMED = /^([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)$/;

function valueOf(text: string, earlier: Map<string, unknown>): string {
  const [, id, path = ''] = WELL_FORMED.exec(text) ?? [];
  if (id === undefined) throw new UnknownReference(`Invalid reference specified: @{${text}}`);
  let value = earlier.get(id);
  for (const [, name, index] of path.matchAll(/\.([A-Za-z0-9_]+)|\[(\d+)\]/g)) {
    const key = name ?? index ?? '';
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  if (value === undefined || value === null || typeof value === 'object')
    throw new UnknownReference(`Invalid reference specified. No value for ${id}${path} found in ${id}`);
  return String(value);
}

/** Puts the values in, at any depth. Throws UnknownReference for a part that failed, came later or lacks the value. */
export function fill(value: unknown, earlier: Map<string, unknown>): unknown {
  if (typeof value === 'string') return value.replace(REFERENCE, (_, text: string) => valueOf(text, earlier));
  if (Array.isArray(value)) return value.map((item) => fill(item, earlier));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, earlier)]));
}
