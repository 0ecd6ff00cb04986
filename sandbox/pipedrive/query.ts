/** Query parameters of lists: strict types, paging by cursor (v2) or by start (v1). */
import type { Errors } from './errors';
import type { Values } from './types';
import { KINDS } from './value-kinds';

export class Query {
  constructor(
    private readonly params: URLSearchParams,
    private readonly errors: Errors,
  ) {}
  text(name: string): string | null {
    return this.params.get(name);
  }
  /** Throws 400 when it is there and no number. */
  integer(name: string): number | null {
    const text = this.params.get(name);
    if (text === null) return null;
    if (!/^-?\d+$/.test(text)) throw this.errors.invalid(`${name}: expected an integer`);
    return Number(text);
  }
  boolean(name: string): boolean | null {
    const text = this.params.get(name);
    if (text === null) return null;
    if (text !== 'true' && text !== 'false') throw this.errors.invalid(`${name}: expected a boolean`);
    return text === 'true';
  }
  /** Milliseconds; throws 400 for fractions of a second. */
  time(name: string): number | null {
    const text = this.params.get(name);
    if (text === null) return null;
    if (!KINDS.rfc3339.test(text)) throw this.errors.invalid(`${name}: not a valid datetime`);
    return Date.parse(text);
  }
  list(name: string, max = Infinity): string[] | null {
    const text = this.params.get(name);
    if (text === null) return null;
    const parts = text.split(',').filter((part) => part !== '');
    if (parts.length > max) throw this.errors.invalid(`${name}: at most ${max} values`);
    return parts;
  }
  oneOf(name: string, allowed: readonly string[]): string | null {
    const text = this.params.get(name);
    if (text !== null && !allowed.includes(text))
      throw this.errors.invalid(`${name}: expected one of ${allowed.join(', ')}`);
    return text;
  }
  limit(max: number, standard = Math.min(100, max)): number {
    const limit = this.integer('limit') ?? standard;
    if (limit < 1 || limit > max) throw this.errors.invalid(`limit: must be between 1 and ${max}`);
    return limit;
  }
  /** One page by cursor; the last page has `next_cursor: null`. */
  page<T>(rows: T[], max: number): { rows: T[]; additional_data: Values } {
    const limit = this.limit(max);
    const cursor = this.params.get('cursor');
    const start =
      cursor === null ? 0 : Number(/^at(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]);
    if (Number.isNaN(start)) throw this.errors.invalid('cursor: is not valid');
    const end = start + limit;
    const next = end < rows.length ? Buffer.from(`at${end}`).toString('base64url') : null;
    return { rows: rows.slice(start, end), additional_data: { next_cursor: next } };
  }
  /** One page by start, as v1 counts. */
  slice<T>(rows: T[], max: number): { rows: T[]; start: number; limit: number; more: boolean } {
    const limit = this.limit(max);
    const start = this.integer('start') ?? 0;
    return { rows: rows.slice(start, start + limit), start, limit, more: start + limit < rows.length };
  }
}
