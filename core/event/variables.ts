/** Reads a payload of any format into Ringostat's variables under their standard names. */
import aliases from './aliases.json';
import words from './words.json';
import { asRecord, parseObject } from './records';
import { putSafely, safeKey } from './safe-raw';
import { decodedText, foldKey, textOf } from './text';

export type Variable = keyof typeof aliases;

const VARIABLES = Object.keys(aliases) as Variable[];
const CONTAINERS = new Set(words.containers.map(foldKey));
const MAX_VARIABLES = 300;

export class Variables {
  private readonly texts = new Map<Variable, string | null>();
  constructor(
    private readonly known: Partial<Record<Variable, unknown>>,
    private readonly other: Record<string, string>,
    /** What a container says beside the root, where both name the variable and differ. */
    private readonly beside: Partial<Record<Variable, unknown>>,
  ) {}
  /** The value as sent; undefined when absent or empty. */
  value(name: Variable): unknown {
    return this.known[name];
  }
  /** Text with HTML entities decoded; null when absent or empty. */
  text(name: Variable): string | null {
    const known = this.texts.get(name);
    if (known !== undefined) return known;
    const text = decodedText(this.known[name]);
    this.texts.set(name, text);
    return text;
  }
  /** The container's value, where the root has another one of the same name: `caller` is often the line at the root. */
  nested(name: Variable): unknown {
    return this.beside[name];
  }
  has(...names: Variable[]): boolean {
    return names.some((name) => this.known[name] !== undefined);
  }
  /** Whether any field is one of Ringostat's variables. */
  any(): boolean {
    return Object.keys(this.known).length > 0;
  }
  /** Canonical names and everything else that has text, with names expressions may use. */
  toRecord(): Record<string, string> {
    const result: Record<string, string> = {};
    for (const name of VARIABLES) {
      const text = this.text(name);
      if (text !== null) putSafely(result, name, text);
    }
    for (const [name, text] of Object.entries(this.other))
      if (!Object.prototype.hasOwnProperty.call(result, name)) result[name] = text;
    return result;
  }
}

function isFilled(value: unknown): boolean {
  return textOf(value) !== null || (Array.isArray(value) && value.length > 0) || asRecord(value) !== null;
}

/** `"Olena" <380…>` in a container tells more than the bare `380…` at the root. */
function namesTheSame(nested: unknown, root: unknown): boolean {
  if (typeof nested !== 'string' || nested.length > 300) return false;
  const number = textOf(root);
  return (
    number !== null && /^\d{3,}$/.test(number) && (decodedText(nested)?.endsWith(`<${number}>`) ?? false)
  );
}

interface Flat {
  fields: Record<string, unknown>;
  /** Values of containers that the root's hide. */
  hidden: Record<string, unknown>;
}
const noFields = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

/** Fields of the containers beside those of the root; the root wins when it is not empty. */
function flatten(payload: Record<string, unknown>, depth = 0): Flat {
  const flat = noFields();
  const hidden = noFields();
  const nested: Flat[] = [];
  for (const [key, value] of Object.entries(payload).slice(0, 500)) {
    // A form body can only carry the nested part as text.
    const inner = CONTAINERS.has(foldKey(key))
      ? asRecord(typeof value === 'string' ? parseObject(value) : value)
      : null;
    if (inner && depth < 3) nested.push(flatten(inner, depth + 1));
    else flat[key] = value;
  }
  for (const part of nested) {
    for (const [key, value] of Object.entries(part.fields)) {
      if (!isFilled(flat[key]) || namesTheSame(value, flat[key])) flat[key] = value;
      else if (isFilled(value)) hidden[key] ??= value;
    }
    for (const [key, value] of Object.entries(part.hidden)) hidden[key] ??= value;
  }
  return { fields: flat, hidden };
}

/** Folded name → variable and rank; the user's own names come before all known ones. */
function nameIndex(keyMap: Record<string, string>): Map<string, { name: Variable; rank: number }> {
  const index = new Map<string, { name: Variable; rank: number }>();
  for (const name of VARIABLES)
    aliases[name].forEach((alias, rank) => index.set(foldKey(alias), { name, rank }));
  for (const [variable, own] of Object.entries(keyMap)) {
    const name = index.get(foldKey(variable))?.name;
    if (name && foldKey(own)) index.set(foldKey(own), { name, rank: -1 });
  }
  return index;
}

/** The index without own names never changes. */
const AUTOMATIC = nameIndex({});

/** Takes a name in any spelling; returns the variable it stands for, or null. */
export function canonicalName(name: string, keyMap: Record<string, string> = {}): Variable | null {
  const index = Object.keys(keyMap).length ? nameIndex(keyMap) : AUTOMATIC;
  return index.get(foldKey(name))?.name ?? null;
}

/**
 * Takes a payload and the user's key map (variable → own name); returns its variables. Names are compared without
 * case, underscores and brackets. Of several names for one variable the first of aliases.json that is filled wins.
 */
export function readVariables(
  payload: Record<string, unknown>,
  keyMap: Record<string, string> = {},
): Variables {
  const index = Object.keys(keyMap).length ? nameIndex(keyMap) : AUTOMATIC;
  const { fields, hidden } = flatten(payload);
  const known: Partial<Record<Variable, unknown>> = {};
  const ranks: Partial<Record<Variable, number>> = {};
  const other: Record<string, string> = {};
  const beside: Partial<Record<Variable, unknown>> = {};
  for (const [key, value] of Object.entries(hidden)) {
    const name = index.get(foldKey(key))?.name;
    if (name) beside[name] ??= value;
  }
  for (const [key, value] of Object.entries(fields)) {
    if (!isFilled(value)) continue;
    const entry = index.get(foldKey(key));
    if (!entry) {
      const text = textOf(value);
      if (text !== null && Object.keys(other).length < MAX_VARIABLES && safeKey(key))
        putSafely(other, key, text);
    } else if (entry.rank < (ranks[entry.name] ?? Infinity)) {
      known[entry.name] = value;
      ranks[entry.name] = entry.rank;
    }
  }
  return new Variables(known, other, beside);
}
