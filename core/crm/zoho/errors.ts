/** What Zoho's refusals mean (docs/reference/zoho.md#refusals-and-limits, docs/crms.md#what-happens-on-an-error). They come as a status, and record by record inside a 2xx. */
import type { Said, Words } from '../../model/said';
import { said } from '../../text/said';
import type { ErrorKind } from '../../model/outcome';
import { adviceOf, kindOfStatus, refusedWords } from '../../http/classify';
import { CrmError } from '../../http/errors';
import { boundedText } from '../../http/redact';
import type { Classify } from '../../http/types';
import { allSaid } from '../engine/refused';
import { SCOPE_LIST } from './scopes';

export const SYSTEM = 'Zoho CRM';

/** In place of words of its own. */
const PAGE = 'a gateway page';

type Json = Record<string, unknown>;
export const asJson = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** One of the refusals of a record: Zoho may give several. */
export interface RefusedRow {
  code: string;
  field: string;
  /** Vendor's own words, bounded. */
  said: string;
  /** Longest text the field takes; 0: not told. */
  max: number;
}
/** A refusal with what the provider needs to go on. */
export class ZohoError extends CrmError {
  constructor(
    input: ConstructorParameters<typeof CrmError>[0],
    /** API name of the field Zoho did not take; of a query: the column. */
    readonly field: string | null,
    /** Record that is there already, where Zoho names it. */
    readonly existingId: string | null,
    /** Type Zoho expects the value to have. */
    readonly expectedType: string | null,
    /** All refusals of the record. */
    readonly rows: RefusedRow[] = [],
  ) {
    super(input);
  }
}

const BY_CODE: Record<string, ErrorKind> = {
  DUPLICATE_DATA: 'alreadyExists',
  INVALID_DATA: 'invalidField',
  INVALID_QUERY: 'invalidField',
  SYNTAX_ERROR: 'invalidField',
  MANDATORY_NOT_FOUND: 'invalidField',
  MAPPING_MISMATCH: 'invalidField',
  DEPENDENT_FIELD_MISSING: 'invalidField',
  DEPENDENT_MISMATCH: 'invalidField',
  EXPECTED_FIELD_MISSING: 'invalidField',
  MULTIPLE_OR_MULTI_ERRORS: 'invalidField',
  INVALID_TOKEN: 'credentialRefused',
  AUTHENTICATION_FAILURE: 'credentialRefused',
  OAUTH_SCOPE_MISMATCH: 'notPermitted',
  NO_PERMISSION: 'notPermitted',
  AUTHORIZATION_FAILED: 'notPermitted',
  INVALID_MODULE: 'notPermitted',
  INVALID_URL_PATTERN: 'notFound',
  TOO_MANY_REQUESTS: 'rateLimited',
  // A person or a rule locked it: it stays so until somebody opens it.
  RECORD_LOCKED: 'permanent',
  REQUEST_TIMEOUT: 'temporary',
  INTERNAL_ERROR: 'temporary',
};

/** "$.data[0].Owner.id" → "Owner": the field, not the part of it. */
const fieldOfPath = (path: string): string => /^\$\.(?:\w+\[\d+\]\.)?([\w$]+)/.exec(path)?.[1] ?? '';

/** The most telling object of a body: its first refused row, or the body itself. */
function refusedRow(body: Json): Json {
  const rows = [body.data, body.fields, body.users, body.__composite_requests].flatMap(listOf).map(asJson);
  return rows.find(({ status }) => status === 'error') ?? rows[0] ?? body;
}

const SEVERAL = 'MULTIPLE_OR_MULTI_ERRORS';
/** The refusals of one record: several at once stand inside the details, and a duplicate may be one of them. */
function rowsOf(row: Json): [Json, ...Json[]] {
  const several = textOf(row.code) === SEVERAL ? listOf(asJson(row.details).errors).map(asJson) : [];
  const [first = row, ...rest] = several;
  return [first, ...rest];
}
const rowOf = (row: Json): RefusedRow => ({
  code: textOf(row.code),
  field: fieldOf(asJson(row.details)),
  said: boundedText(row.message, 120),
  max: Number(asJson(row.details).maximum_length) || 0,
});

function fieldOf(details: Json): string {
  const path = fieldOfPath(textOf(details.json_path));
  const [expected] = listOf(details.expected_fields).map((field) => textOf(asJson(field).api_name));
  const named = textOf(details.api_name) === 'id' ? '' : textOf(details.api_name);
  return path || textOf(details.parent_api_name) || named || textOf(details.column_name) || expected || '';
}

function existingOf(details: Json): string | null {
  const other = asJson(details.duplicate_record);
  return textOf(other.id) || textOf(details.id) || textOf(details.duplicate_record) || null;
}

function adviceFor(kind: ErrorKind, code: string, field: string): Said {
  if (code === 'OAUTH_SCOPE_MISMATCH') return said('zoho.scopes.advice', { scopes: SCOPE_LIST });
  if (code === 'RECORD_LOCKED') return said('zoho.locked.advice');
  if (kind === 'notPermitted') return said('zoho.right.advice');
  if (kind === 'credentialRefused') return said('zoho.credential.advice');
  if (code === 'MANDATORY_NOT_FOUND' && field) return said('zoho.required.advice', { field });
  if (kind === 'invalidField' && field === 'Owner') return said('zoho.owner.advice');
  if (kind === 'invalidField' && field) return said('advice.correctOrChoose', { names: field });
  return kind === 'rateLimited' ? said('zoho.limit.advice') : adviceOf(kind);
}

function wordsFor(code: string, field: string, message: string): string {
  if (code === 'MANDATORY_NOT_FOUND' && field) return `the field ${field} is required and has no value`;
  const what = message || code;
  return field && !what.includes(field) ? `${what}, field ${field}` : what;
}

/**
 * Takes a refusal's status and body and what was tried. Returns the error of the closed set; texts are bounded and
 * redacted. `status` is that of the answer it came in, so 2xx for one record among several.
 */
export function toError(status: number, body: unknown, action: Words): ZohoError {
  const page = typeof body === 'string';
  const rows = rowsOf(refusedRow(asJson(body)));
  // A record that is there already decides: nothing else about the new one matters.
  const row = rows.find(({ code }) => code === 'DUPLICATE_DATA') ?? rows[0];
  const details = asJson(row.details);
  const code = textOf(row.code);
  const field = fieldOf(details);
  const byCode = BY_CODE[code];
  // The id in the address is no field: the record is gone.
  const gone = code === 'INVALID_DATA' && !field && ('id' in details || 'resource_path_index' in details);
  const kind = gone ? 'notFound' : (byCode ?? (status < 300 ? 'permanent' : kindOfStatus(status)));
  const text = page && status >= 500 ? PAGE : boundedText(page ? body : row.message, 200);
  // Beside a record that is there already nothing else about the new one matters.
  const others = code === 'DUPLICATE_DATA' ? [] : rows.filter((one) => one !== row).map(rowOf);
  const because = allSaid([
    wordsFor(code, field, text),
    ...others.map((one) => wordsFor(one.code, one.field, one.said)),
  ]);
  const named = [...new Set([field, ...others.map((one) => one.field)])].filter(Boolean);
  return new ZohoError(
    {
      kind,
      system: SYSTEM,
      message: refusedWords(
        SYSTEM,
        action,
        code || status,
        because === PAGE ? said('http.gatewayPage') : because,
      ),
      advice: adviceFor(kind, code, field),
      status,
      code: code || null,
      subject: named.join(', ') || null,
    },
    field || null,
    code === 'DUPLICATE_DATA' ? existingOf(details) : null,
    textOf(details.expected_data_type) || null,
    rows.map(rowOf),
  );
}

/** All parts of a composite request refused: a 400 whose body still tells of each of them. */
export class PartsError extends ZohoError {
  constructor(
    error: ZohoError,
    readonly body: unknown,
  ) {
    super({ ...error, ...error.words }, null, null, null);
  }
}

/** Turns an answer that is no success into an error of the closed set. */
export const classify: Classify = ({ status, body }, action) => {
  const error = toError(status, body, action);
  const parts = status === 400 && listOf(asJson(body).__composite_requests).length > 0;
  return parts ? new PartsError(error, body) : error;
};

/** An error the provider itself finds. */
export function zohoError(
  kind: ErrorKind,
  message: Words,
  advice: Words,
  subject: string | null = null,
): CrmError {
  return new CrmError({
    kind,
    system: SYSTEM,
    message: said('text.of', { system: SYSTEM, what: message }),
    advice,
    subject,
  });
}
