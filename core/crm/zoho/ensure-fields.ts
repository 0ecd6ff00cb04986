/** Creates missing fields of the product in Zoho (docs/reference/zoho.md#own-fields). Existing ones are never changed. */
import type { HttpClient } from '../../http/types';
import type { EnsuredFields } from '../port';
import { CrmError } from '../../http/errors';
import { boundedText } from '../../http/redact';
import { singleFlightByKey } from '../../http/single-flight';
import type { Book } from './book';
import { paths } from './endpoints';
import { chunks } from '../engine/chunks';
import { asJson, listOf, textOf } from './errors';
import { layOutAll } from './lay-out';
import { toText } from '../../text/said';
import { layoutAdvice } from './layouts';
import type { Module } from './modules';
import { isAttribution, OWN_FIELDS, type OwnField } from './own-fields';
import { said } from '../../text/said';

/** Fields one request may make. */
const BATCH_MAX = 5;
const LENGTH = 255;
/** Two nodes of one account do not make the same fields side by side. */
const flights = singleFlightByKey<EnsuredFields>();

const inputOf = ({ name, unique }: OwnField, asUnique: boolean): Record<string, unknown> => ({
  field_label: name,
  data_type: 'text',
  length: LENGTH,
  ...(unique && asUnique ? { unique: { case_sensitive: false } } : {}),
});

/** What another form of the request may cure. */
const CURABLE = new Set(['invalidField', 'alreadyExists', 'permanent']);

/** Asks for the fields; returns Zoho's reason for each one refused, by name. Throws CrmError when asking again is vain. */
async function make(
  http: HttpClient,
  module: Module,
  fields: OwnField[],
  asUnique: boolean,
): Promise<Map<string, string>> {
  const json = { fields: fields.map((field) => inputOf(field, asUnique)) };
  const request = { method: 'POST', path: paths.fields, query: { module }, json } as const;
  // One that is there already is refused, not made twice: repeating is harmless.
  const options = { action: said('doing.createFields', { of: module }), idempotent: true };
  try {
    const { body } = await http.request(request, options);
    const rows = listOf(asJson(body).fields).map(asJson);
    const refused = fields.flatMap(({ name }, index): [string, string][] => {
      const row = rows[index];
      if (!row || row.status !== 'error') return [];
      return [[name, boundedText(`${textOf(row.code)} ${textOf(row.message)}`, 200)]];
    });
    return new Map(refused);
  } catch (error) {
    if (!(error instanceof CrmError) || !CURABLE.has(error.kind)) throw error;
    return new Map(fields.map(({ name }) => [name, `${error.message} ${error.advice}`]));
  }
}

/**
 * Makes the fields in as few requests as it takes: keys before attribution, since a module may have room for a few only;
 * five at a time, then refused ones alone, then without uniqueness.
 */
async function makeAll(
  http: HttpClient,
  book: Book,
  module: Module,
  absent: OwnField[],
): Promise<{ reasons: Map<string, string>; there: Set<string> }> {
  const reasons = new Map<string, string>();
  let there = new Set<string>();
  const keys = absent.filter(({ name }) => !isAttribution(name));
  const comforts = absent.filter(({ name }) => isAttribution(name));
  const look = async (): Promise<OwnField[]> => {
    there = new Set((await book.look(http, module)).map((field) => field.api_name));
    return absent.filter(({ name }) => !there.has(name));
  };
  const tries: [OwnField[][], boolean][] = [
    [[...chunks(keys, BATCH_MAX), ...chunks(comforts, BATCH_MAX)], true],
    [[], true],
    [[], false],
  ];
  let left = absent;
  for (const [index, [groups, asUnique]] of tries.entries()) {
    if (left.length === 0) break;
    const wanted = index === 2 ? left.filter(({ unique }) => unique) : left;
    for (const group of index === 0 ? groups : chunks(wanted, 1)) {
      for (const [name, why] of await make(http, module, group, asUnique))
        if (!reasons.has(name) || asUnique) reasons.set(name, why);
    }
    left = await look();
  }
  return { reasons, there };
}

/** Begins the reason of a field that is there, on no layout, and could not be put on one. */
export const ON_NO_LAYOUT = 'It is there, but on no layout';

/** Fields that are said to be there and are not listed are on no layout: they are put on the layouts. */
async function takeUp(
  http: HttpClient,
  book: Book,
  module: Module,
  reasons: Map<string, string>,
  there: Set<string>,
): Promise<void> {
  const names = [...reasons].flatMap(([name, why]) =>
    why.includes('DUPLICATE_DATA') && !there.has(name) ? [name] : [],
  );
  if (names.length === 0) return;
  const still = await layOutAll(http, module, new Set(names));
  for (const { api_name: name } of await book.look(http, module)) there.add(name);
  for (const name of names) {
    const why = still.find(({ fields }) => fields.includes(name))?.reason ?? '';
    reasons.set(name, `${ON_NO_LAYOUT}. ${toText(layoutAdvice(module))} ${why}`.trim());
  }
}

async function ensureModule(
  http: HttpClient,
  book: Book,
  { module, fields }: (typeof OWN_FIELDS)[number],
  result: EnsuredFields,
): Promise<void> {
  const entry = ({ name }: OwnField): { entity: string; field: string } => ({ entity: module, field: name });
  let absent = fields;
  try {
    const known = new Set((await book.look(http, module)).map((field) => field.api_name));
    result.present.push(...fields.filter(({ name }) => known.has(name)).map(entry));
    absent = fields.filter(({ name }) => !known.has(name));
    if (absent.length === 0) return;
    const { reasons, there } = await makeAll(http, book, module, absent);
    await takeUp(http, book, module, reasons, there);
    result.created.push(...absent.filter(({ name }) => there.has(name)).map(entry));
    for (const field of absent.filter(({ name }) => !there.has(name))) {
      const reason = reasons.get(field.name) ?? 'Zoho said it was made, but does not show it';
      result.missing.push({ ...entry(field), reason });
    }
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
    const reason = `${error.message} ${error.advice}`;
    result.missing.push(...absent.map((field) => ({ ...entry(field), reason })));
  }
}

/** Makes the fields of all modules, one attempt of a process at a time. Throws CrmError only when the credential is refused. */
export function ensureFields(http: HttpClient, book: Book): Promise<EnsuredFields> {
  const run = async (): Promise<EnsuredFields> => {
    const result: EnsuredFields = { created: [], present: [], missing: [] };
    // One module after the other: an account has few requests at once.
    for (const entry of OWN_FIELDS) await ensureModule(http, book, entry, result);
    book.noteTry(result);
    return result;
  };
  return http.account ? flights(http.account, run) : run();
}

/** As CrmProvider.ensureFields: the fields, and their places in all layouts. Throws CrmError only when the credential is refused. */
export async function ensureFieldsOnLayouts(http: HttpClient, book: Book): Promise<EnsuredFields> {
  const { created, present, missing } = await ensureFields(http, book);
  const result = { created, present, missing: [...missing] };
  for (const { module } of OWN_FIELDS) {
    const there = [...created, ...present].filter(({ entity }) => entity === module);
    for (const { layout, fields, reason } of await layOutAll(
      http,
      module,
      new Set(there.map(({ field }) => field)),
    ))
      for (const field of fields) {
        const why = `The layout ${layout} lacks it. ${toText(layoutAdvice(module))} ${reason}`;
        result.missing.push({ entity: module, field, reason: why });
      }
  }
  return result;
}
