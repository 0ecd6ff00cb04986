/** Reads what a page sent; whatever is wrong is told with its field. */
import { FAMILIES, STORIES, TROUBLES, type CallOrder, type Refusal, type Trouble } from './types';

export class RefusedOrder extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}
export const refuse = (field: Refusal['field'], code: Refusal['code']): never => {
  throw new RefusedOrder({ field, code });
};

type Fields = Record<string, unknown>;
export const fieldsOf = (body: unknown): Fields =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Fields)
    : refuse('order', 'badOrder');
/** Texts of a call are short; a page is not trusted to keep them so. */
const MAX_TEXT = 200;
const text = (fields: Fields, name: string): string => {
  const value = fields[name] ?? '';
  return typeof value === 'string' && value.length <= MAX_TEXT ? value : refuse('order', 'badOrder');
};
const one = <T extends string>(fields: Fields, name: string, of: readonly T[]): T =>
  of.find((known) => known === fields[name]) ?? refuse('order', 'badOrder');

export function readOrder(body: unknown): CallOrder {
  const fields = fieldsOf(body);
  const order: CallOrder = {
    story: one(fields, 'story', STORIES),
    number: text(fields, 'number'),
    line: text(fields, 'line'),
    employee: text(fields, 'employee'),
    source: text(fields, 'source'),
    campaign: text(fields, 'campaign'),
    family: one(fields, 'family', FAMILIES),
    pace: one(fields, 'pace', ['real', 'fast']),
    copies: fields['copies'] === true,
    loses: fields['loses'] === true,
    reordered: fields['reordered'] === true,
  };
  if (order.number.trim() !== '' && !/\d/.test(order.number)) refuse('number', 'badNumber');
  if (!/\d{3}/.test(order.line.replace(/\D/g, ''))) refuse('line', 'badLine');
  return order;
}

export const readTrouble = (body: unknown): Trouble => one(fieldsOf(body), 'trouble', TROUBLES);

/** An address that a person typed; the only kind this machine sends anything to. */
export function readAddress(body: unknown, name: string): string {
  const typed = fieldsOf(body)[name];
  try {
    const url = new URL(typeof typed === 'string' ? typed.trim() : '');
    if (url.protocol === 'http:' || url.protocol === 'https:') return url.href;
  } catch {
    // Told below.
  }
  return refuse('target', 'badTarget');
}
