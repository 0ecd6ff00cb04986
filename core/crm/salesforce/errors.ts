/** What Salesforce's refusals mean. An error body is a list; one of a composite part too. */
import type { Words } from '../../model/said';
import { said } from '../../text/said';
import { adviceOf, kindOfStatus, refusedWords } from '../../http/classify';
import { CrmError } from '../../http/errors';
import { boundedText } from '../../http/redact';
import type { Classify } from '../../http/types';
import { allSaid } from '../engine/refused';
import type { ErrorKind } from '../../model/outcome';
import { adviceFor } from './advice';
import codes from './error-codes.json';

export const SYSTEM = 'Salesforce';
/** In place of words of its own. */
const PAGE = 'a gateway page';
const KINDS = codes as Record<string, ErrorKind>;

/** One of the refusals of an answer: Salesforce may give several of one record. */
interface Entry {
  code: string;
  fields: string[];
  /** Vendor's own words, bounded. */
  said: string;
}
/** A refusal with what the provider needs to go on. */
export class SalesforceError extends CrmError {
  constructor(
    input: ConstructorParameters<typeof CrmError>[0],
    /** Fields Salesforce names, in `fields` or in the message. */
    readonly fields: string[],
    /** Records that are there already, where Salesforce names them. */
    readonly existingIds: string[],
    /** Vendor's own words, bounded. */
    readonly vendorText: string,
    /** All refusals of the answer. */
    readonly entries: Entry[],
  ) {
    super(input);
  }
}

type Json = Record<string, unknown>;
export const asJson = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function existingOf(entry: Json): string[] {
  const inText = /\bon record with id: (\w{15,18})/.exec(textOf(entry.message))?.[1];
  // Live orgs misspell the name; which versions do is told nowhere.
  const result = asJson(entry.duplicateResut ?? entry.duplicateResult);
  const matches = listOf(result.matchResults).flatMap((match) =>
    listOf(asJson(match).matchRecords).map((found) => textOf(asJson(asJson(found).record).Id)),
  );
  return [...(inText ? [inText] : []), ...matches].filter(Boolean);
}

function fieldsOf(entry: Json): string[] {
  const named = listOf(entry.fields).map(textOf);
  const message = textOf(entry.message);
  const column =
    /No such column '([^']+)'/.exec(message)?.[1] ??
    /duplicate value found: (\w+)/.exec(message)?.[1] ??
    /restricted picklist field: (\w+)/.exec(message)?.[1] ??
    /create\/update fields: ([\w, ]+)/.exec(message)?.[1];
  // What stands after "restricted picklist field" may be the value: names that Salesforce lists come first.
  const names = named.length > 0 ? named : (column?.split(/,\s*/) ?? []);
  return [...new Set(names)].filter(Boolean);
}

/** The allocation lasts 24 hours, so waiting in this run is of no use; ms. */
const DAY_WAIT_MS = 3_600_000;

/** Takes status and body of a refusal (of a whole request or of a composite part) and what was tried, in words. */
export function salesforceRefusal(status: number, body: unknown, action: Words): SalesforceError {
  const isList = Array.isArray(body);
  const entry = asJson(isList ? listOf(body)[0] : body);
  const code = textOf(entry.errorCode) || textOf(entry.error);
  const daily = code === 'REQUEST_LIMIT_EXCEEDED' && !/concurrent/i.test(textOf(entry.message));
  const owner = code === 'INVALID_CROSS_REFERENCE_KEY' && fieldsOf(entry).includes('OwnerId');
  const kind = owner ? 'invalidField' : (KINDS[code] ?? kindOfStatus(status));
  const fields = fieldsOf(entry);
  const isPage = typeof body === 'string' && status >= 500;
  const vendorText = isPage
    ? PAGE
    : boundedText(textOf(entry.message) || textOf(entry.error_description) || (isList ? '' : body));
  const entries = (isList ? listOf(body) : [body]).map(asJson).map((one) => ({
    code: textOf(one.errorCode),
    fields: fieldsOf(one),
    said: boundedText(textOf(one.message)),
  }));
  const others = entries.slice(1).map(({ code: also, said }) => [also, said].filter(Boolean).join(': '));
  const because = allSaid([[code, vendorText].filter(Boolean).join(': '), ...others]);
  const named = [...new Set([...fields, ...entries.flatMap((one) => one.fields)])];
  return new SalesforceError(
    {
      kind,
      system: SYSTEM,
      message: refusedWords(
        SYSTEM,
        action,
        status,
        isPage && because === PAGE ? said('http.gatewayPage') : because,
      ),
      advice: adviceFor(kind, code, fields) ?? adviceOf(kind),
      status,
      waitMs: daily ? DAY_WAIT_MS : null,
      code: code || null,
      subject: named.join(', ') || null,
    },
    fields,
    existingOf(entry),
    vendorText,
    entries,
  );
}

/** Turns an answer that is no success into an error of the closed set; texts are bounded and redacted. */
export const classify: Classify = ({ status, body }, action) => salesforceRefusal(status, body, action);

/** An error the provider itself finds. */
export function salesforceError(
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
