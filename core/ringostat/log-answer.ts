/**
 * What the call log may answer: rows as JSON or CSV, an error page, or a refusal (to a field it does not know, one
 * project answers HTTP 400, another a text or an object with `error` and HTTP 200). A refusal is never an empty log.
 */
import { said } from '../text/said';
import { asRecord, parseObject } from '../event/records';
import type { CrmError } from '../http/errors';
import type { ErrorKind } from '../model/outcome';
import { csvRows } from './csv';
import { ringostatError, safeWords } from './errors';
import { refuseHtml } from './rpc';
import type { CallRow } from './types';

export const ACTION = said('doing.readCallLog');
/** A semicolon in a text that Ringostat did not quote. */
export const MISFIT = 'csvMisfit';
/** Refused with HTTP 200. */
export const REFUSED = 'refused';
/** Every reading asks for the id, so a CSV without this name in its first line is no log. */
const ID = 'uniqueid';

function kindOfRefusal(words: string): ErrorKind {
  if (/unauthori[sz]ed|auth-?key|token/i.test(words)) return 'credentialRefused';
  if (/forbidden|denied|permission/i.test(words)) return 'notPermitted';
  if (/too many|limit/i.test(words)) return 'rateLimited';
  return /field|column|param/i.test(words) ? 'invalidField' : 'permanent';
}

function refusal(words: string): CrmError {
  return ringostatError(
    kindOfRefusal(words),
    said('ringostat.refused', { action: ACTION, why: words || said('ringostat.withoutWord') }),
    {
      code: REFUSED,
    },
  );
}

function rowsOfText(text: string): CallRow[] {
  const parsed = parseObject(text);
  if (parsed !== null) return rowsOf(parsed);
  const header = text.slice(0, 4000).split(/\r?\n/, 1)[0] ?? '';
  const names = header.split(';').map((name) => name.replace(/["\ufeff]/g, '').trim());
  if (!names.includes(ID)) throw refusal(safeWords(text));
  const rows = csvRows(text);
  if (rows) return rows;
  throw ringostatError('permanent', said('ringostat.csv', { action: ACTION }), {
    advice: said('ringostat.csv.advice'),
    code: MISFIT,
  });
}

/** Takes the body of an answer with HTTP 200; returns its rows. Throws CrmError when it is no list of calls. */
export function rowsOf(body: unknown): CallRow[] {
  refuseHtml(body, ACTION);
  if (typeof body === 'string') return rowsOfText(body);
  if (Array.isArray(body)) return body.filter((row): row is CallRow => asRecord(row) !== null);
  const record = asRecord(body);
  const error = record?.error ?? record?.errors;
  if (error !== undefined && error !== null && error !== false) throw refusal(safeWords(error));
  if (record && Array.isArray(record.data)) return rowsOf(record.data);
  throw ringostatError('temporary', said('ringostat.noCalls', { action: ACTION }));
}
