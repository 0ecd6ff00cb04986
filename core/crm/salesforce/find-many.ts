/** Finds many clients by their numbers: some numbers in one API call, with the queries and rules of find. */
import type { Entity } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import type { PhoneForms } from '../../phone/types';
import { said } from '../../text/said';
import { chunks } from '../engine/chunks';
import { numberQuery } from '../engine/number-query';
import { findRecords, recordsIn } from './find';
import { findQueries } from './queries';
import type { Work } from './work';

/** Numbers of one query: its text, part of an address, stays below 12,000 characters. */
const PHONES_MAX = 20;
/** Rows of a kind; a query that reaches it may lack some, so its numbers are asked in two halves. */
const ROWS_MAX = 500;

async function findSome(work: Work, phones: PhoneForms[], entities: Entity[]): Promise<FoundRecord[][]> {
  const { api, schema } = work;
  const [only] = phones;
  if (only && phones.length === 1) return [await findRecords(work, numberQuery(only, entities))];
  const signs = { phones, email: null, googleClientId: null, entities };
  const rows = await schema.reading(() =>
    api.rows(findQueries(schema, signs, ROWS_MAX), said('doing.searchClient')),
  );
  if (Object.values(rows).some((some) => some.length >= ROWS_MAX)) {
    const halves = chunks(phones, Math.ceil(phones.length / 2));
    return (await Promise.all(halves.map((half) => findSome(work, half, entities)))).flat();
  }
  return phones.map((phone) => recordsIn(work, numberQuery(phone, entities), rows));
}

/** As CrmProvider.findMany. Throws CrmError. */
export async function findMany(
  work: Work,
  phones: PhoneForms[],
  entities: Entity[],
): Promise<FoundRecord[][]> {
  const found: FoundRecord[][] = [];
  for (const some of chunks(phones, PHONES_MAX)) found.push(...(await findSome(work, some, entities)));
  return found;
}
