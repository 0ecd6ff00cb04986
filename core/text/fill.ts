/** Values for {placeholders}. */
export type TextParams = Readonly<Record<string, string | number>>;

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/**
 * Takes a template with {placeholders} and their values; returns the text. One pass: a value that looks like a
 * placeholder stays text. A placeholder without value becomes empty.
 */
export function fill(template: string, params: TextParams): string {
  return template.replace(PLACEHOLDER, (_all, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : '',
  );
}

/** Names of the placeholders of a template, sorted, each once. */
export function placeholders(template: string): string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))].sort();
}
