/** SOSL: an index that lags behind the database. Enough of it for a search by phone, e-mail or name. */
import type { SandboxAnswer } from '../../common/types';
import { methodNotAllowed, Refusal } from '../errors';
import { runSoql } from '../soql/run';
import type { Item } from '../soql/project';
import type { Row } from '../types';
import { asObject } from '../write/read-values';
import type { ApiCall, ApiContext } from './types';

const GROUPS: Record<string, string[]> = {
  PHONE: ['phone'],
  EMAIL: ['email'],
  NAME: ['string'],
  ALL: ['phone', 'email', 'string'],
};
/** Rows a search gives at most. */
const MAX_ROWS = 2000;
const SOSL =
  /^\s*FIND\s*\{(.+?)\}\s*(?:IN\s+(ALL|PHONE|EMAIL|NAME)\s+FIELDS\s*)?RETURNING\s+(.+?)(?:\s+LIMIT\s+(\d+))?\s*$/is;

interface Search {
  term: string;
  group: string;
  objects: { name: string; fields: string; limit: number }[];
}
const refused = (message: string): Refusal => new Refusal(400, 'MALFORMED_SEARCH', message);

function parse(text: string): Search {
  const [, term = '', group = 'ALL', returning = ''] = SOSL.exec(text) ?? [];
  if (term === '') throw refused(`unexpected token: ${text.slice(0, 20)}`);
  const objects = [...returning.matchAll(/(\w+)\s*(?:\(([^()]*)\))?/g)].map(([, name = '', inner = 'Id']) => {
    const [fields = 'Id', limit] = inner.split(/\s+LIMIT\s+/i);
    return { name, fields, limit: Number(limit ?? MAX_ROWS) };
  });
  return { term: term.replace(/\\(.)/g, '$1'), group: group.toUpperCase(), objects };
}

/** A phone matches by its digits' tail, as the vendor's phone tokens do; other words by beginning, `*` anywhere. */
function matches(term: string, value: string, isPhone: boolean): boolean {
  if (isPhone) {
    const digits = term.replace(/\D/g, '');
    return digits.length > 1 && value.replace(/\D/g, '').endsWith(digits);
  }
  const word = term.replace(/[*?"]/g, '').toLowerCase();
  return (
    word.length > 1 &&
    value
      .toLowerCase()
      .split(/\s+/)
      .some((part) => part.startsWith(word))
  );
}

function run(context: ApiContext, { term, group, objects }: Search, version: string): Item[] {
  if (term.replace(/[*?\s]/g, '').length < 2) throw refused('search term must be longer than one character');
  const seenUntil = context.org.clock.now() - context.searchLagMs;
  return objects.flatMap(({ name, fields, limit }) => {
    const all = runSoql(context, `SELECT Id FROM ${name}`, version).items;
    const object = context.org.schema.need(name);
    const searched = [...object.fields.values()].filter(({ type }) => GROUPS[group]?.includes(type));
    const hit = (row: Row | undefined): boolean =>
      !!row &&
      row.changedAt <= seenUntil &&
      searched.some((field) =>
        matches(term, String(context.org.value(row, field.name) ?? ''), field.type === 'phone'),
      );
    const ids = all
      .map(({ Id }) => String(Id))
      .filter((id) => hit(context.org.get(id)))
      .slice(0, limit);
    const list = ids.map((id) => `'${id}'`).join(',');
    return ids.length === 0
      ? []
      : runSoql(context, `SELECT ${fields} FROM ${name} WHERE Id IN (${list})`, version).items;
  });
}

/** GET /search and /parameterizedSearch (GET or POST). */
export function searchApi(context: ApiContext, call: ApiCall): SandboxAnswer {
  const q = call.query.get('q');
  if (call.path[0]?.toLowerCase() === 'search') {
    if (call.method !== 'GET') throw methodNotAllowed(call.method);
    return { status: 200, body: { searchRecords: run(context, parse(q ?? ''), call.version) } };
  }
  const body = asObject(call.body) ?? {
    q,
    in: call.query.get('in'),
    fields: call.query.get('fields'),
    sobject: call.query.get('sobject'),
  };
  const list = Array.isArray(body['sobjects']) ? body['sobjects'].map(asObject) : [{ name: body['sobject'] }];
  const common = Array.isArray(body['fields']) ? body['fields'].join(',') : String(body['fields'] ?? 'Id');
  const objects = list.map((item) => ({
    name: String(item?.['name'] ?? ''),
    fields: Array.isArray(item?.['fields']) ? item['fields'].join(',') : common,
    limit: Number(item?.['limit'] ?? MAX_ROWS),
  }));
  const group = String(body['in'] ?? 'ALL').toUpperCase();
  return {
    status: 200,
    body: { searchRecords: run(context, { term: String(body['q'] ?? ''), group, objects }, call.version) },
  };
}
