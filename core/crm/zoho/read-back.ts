/** Reads records by their key: after a request with an unknown outcome, or when Zoho says that a key is taken. */
import { said } from '../../text/said';
import type { HttpClient } from '../../http/types';
import { CrmError } from '../../http/errors';
import type { Book } from './book';
import { readComposite } from './composite';
import { paths } from './endpoints';
import { asJson, listOf, SYSTEM, textOf, zohoError, type ZohoError } from './errors';
import { coqlText } from './escape';
import { byKeys } from './guards';
import type { Module } from './modules';
import { keysOf, type Part } from './parts';
import type { ApiRecord } from './records';
import type { Words } from '../../model/said';

/** One record by id, strongly consistent; null when it is not there. Throws CrmError. */
export async function readRecord(http: HttpClient, module: Module, id: string): Promise<ApiRecord | null> {
  try {
    const { body } = await http.request(
      { method: 'GET', path: paths.record(module, id) },
      { action: said('doing.readOneOf', { of: module }) },
    );
    const [record] = listOf(asJson(body).data) as ApiRecord[];
    return record ?? null;
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'notFound') return null;
    throw error;
  }
}

/** Rows of a query; none when there are none. Throws CrmError. */
export async function query(
  http: HttpClient,
  select_query: string,
  action: Words,
): Promise<Record<string, unknown>[]> {
  const request = { method: 'POST', path: paths.coql, json: { select_query } } as const;
  const { body } = await http.request(request, { action, idempotent: true });
  return listOf(asJson(body).data).map(asJson);
}

async function idByKey(http: HttpClient, module: Module, key: string, value: string): Promise<string | null> {
  const where = `${key} = ${coqlText(value)}`;
  const rows = await query(
    http,
    `select id from ${module} where (${where}) limit 5`,
    said('doing.readByKey', { what: module }),
  );
  return textOf(rows[0]?.id) || null;
}

/** The record that stands in the way of a new one, with the field it collides in. Throws CrmError. */
export async function standing(
  http: HttpClient,
  part: Part,
  error: ZohoError,
): Promise<{ record: ApiRecord | null; field: string | null; id: string | null }> {
  const keys = keysOf(part);
  const field = error.field ?? keys[0] ?? null;
  const value = field ? textOf(part.values[field]) : '';
  const id = error.existingId ?? (field && value ? await idByKey(http, part.module, field, value) : null);
  return { record: id ? await readRecord(http, part.module, id) : null, field, id };
}

/** Zoho says the key is taken but shows no record with it: it lies in the recycle bin or belongs to a converted lead. */
export function hidden(error: ZohoError, field: string | null, value: string): CrmError {
  return zohoError(
    'alreadyExists',
    said('write.binnedOrHidden', { field: field ?? '?', value: value || '?', why: error.words.message }),
    said('write.binnedOrHidden.advice', { system: SYSTEM }),
    field,
  );
}

/**
 * After an unknown outcome: ids of the parts' records that are there. Parts that only change a record are
 * left out: repeating them is harmless. Throws `error` when a record has no key to be told by.
 */
export async function readBack(
  http: HttpClient,
  book: Book,
  parts: Part[],
  error: CrmError,
): Promise<Map<Part, string>> {
  const fresh = parts.filter(({ id }) => id === null);
  const groups = new Map<string, { module: Module; key: string; parts: Part[] }>();
  for (const part of fresh) {
    const [key] = keysOf(part);
    if (key === undefined) throw error;
    const name = `${part.module} ${key}`;
    const group = groups.get(name) ?? { module: part.module, key, parts: [] };
    groups.set(name, { ...group, parts: [...group.parts, part] });
  }
  const asked = [...groups.values()];
  if (asked.length === 0) return new Map();
  const answers = await readComposite(
    http,
    asked.map(({ module, key, parts: all }, index) => ({
      action: said('doing.readByKey', { what: module }),
      request: {
        sub_request_id: `back_${index}`,
        method: 'POST',
        uri: paths.coql,
        body: {
          select_query: byKeys(
            module,
            key,
            all.map((part) => textOf(part.values[key])),
          ),
        },
      },
    })),
  );
  const found = new Map<Part, string>();
  for (const [index, { module, key, parts: all }] of asked.entries()) {
    const answer = answers[index];
    if (!answer || answer.kind === 'held') throw error;
    if (answer.kind === 'refused') {
      // An organisation without the key cannot have taken a record with it; the next try makes the field.
      if (answer.error.kind !== 'invalidField') throw answer.error;
      await book.look(http, module);
      continue;
    }
    for (const row of listOf(answer.body.data).map(asJson)) {
      const part = all.find(({ values }) => values[key] === row[key]);
      if (part) found.set(part, textOf(row.id));
    }
  }
  return found;
}
