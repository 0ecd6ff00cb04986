/** The queries of find: one API call for all of them, five at most. */
import type { FindQuery } from '../port';
import { orderedDigits } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';
import type { RecordObject } from './endpoints';
import { PHONES, WANTED } from './columns';
import { ATTRIBUTION_NAMES } from './own-fields';
import type { Schema } from './schema';
import { likeDigits, quoted } from './soql';

/** Rows of one kind. A number rarely stands on more; a switchboard may. */
const ROWS_MAX = 50;
/** Deals of one contact or company. */
const DEALS_MAX = 20;
/** Salesforce keeps 80 characters of an e-mail and 255 of our texts; nothing longer can be there. */
const EMAIL_MAX = 80;
const TEXT_MAX = 255;

export type QueryName = 'leads' | 'contacts' | 'converted' | 'accounts' | 'accountDeals';
export type Signs = Pick<FindQuery, 'email' | 'googleClientId' | 'entities'> & { phones: PhoneForms[] };

/** Any of the signs, as a condition on the object; null when it can carry none of them. */
function condition(
  schema: Schema,
  object: RecordObject,
  { phones, email, googleClientId }: Signs,
): string | null {
  const clientId = ATTRIBUTION_NAMES.google_client_id;
  const patterns = phones.map((phone) => likeDigits(orderedDigits(phone)));
  const byPhone = schema
    .visible(object, PHONES[object])
    .flatMap((column) => patterns.map((pattern) => `${column} LIKE ${pattern}`));
  const people = object === 'Lead' || object === 'Contact';
  const byEmail =
    people && email && email.length <= EMAIL_MAX && schema.visible(object, ['Email']).length > 0
      ? [`Email = ${quoted(email)}`]
      : [];
  const byClient =
    people && googleClientId && googleClientId.length <= TEXT_MAX
      ? schema.visible(object, [clientId]).map((column) => `${column} = ${quoted(googleClientId)}`)
      : [];
  const all = [...byPhone, ...byEmail, ...byClient];
  return all.length > 0 ? all.join(' OR ') : null;
}

const columns = (schema: Schema, object: RecordObject): string =>
  schema.visible(object, WANTED[object]).join(',');

/** Deals a contact has a role in, nested in its row. */
function roles(schema: Schema): string {
  const wanted = schema.visible('Opportunity', WANTED.Opportunity).map((name) => `Opportunity.${name}`);
  return `(SELECT ${wanted.join(',')} FROM OpportunityContactRoles ORDER BY Opportunity.CreatedDate DESC LIMIT ${DEALS_MAX})`;
}

/** Takes what is asked and the rows of a kind at most; returns the queries that answer it, by name. Empty when nothing can be asked. */
export function findQueries(
  schema: Schema,
  query: Signs,
  rows = ROWS_MAX,
): Partial<Record<QueryName, string>> {
  const wants = (...entities: FindQuery['entities']): boolean =>
    entities.some((entity) => query.entities.includes(entity));
  const deals = wants('deal');
  const people = wants('contact', 'deal');
  const of = (object: RecordObject): string => columns(schema, object);
  const lead = condition(schema, 'Lead', query);
  const contact = condition(schema, 'Contact', query);
  const account = condition(schema, 'Account', query);
  const newest = `ORDER BY LastModifiedDate DESC LIMIT ${rows}`;
  const withDeals = deals ? `,${roles(schema)}` : '';
  const queries: Partial<Record<QueryName, string>> = {};
  if (lead && (people || wants('lead')))
    queries.leads = `SELECT ${of('Lead')} FROM Lead WHERE ${lead} ORDER BY IsConverted ASC, LastModifiedDate DESC LIMIT ${rows}`;
  if (contact && people) {
    queries.contacts = `SELECT ${of('Contact')}${withDeals} FROM Contact WHERE ${contact} ${newest}`;
    // A semi-join stands alone: Salesforce takes no OR beside it.
    if (lead)
      queries.converted = `SELECT ${of('Contact')}${withDeals} FROM Contact WHERE Id IN (SELECT ConvertedContactId FROM Lead WHERE IsConverted = true AND (${lead})) ${newest}`;
    if (deals)
      queries.accountDeals = `SELECT ${of('Opportunity')},(SELECT ContactId FROM OpportunityContactRoles LIMIT ${DEALS_MAX}) FROM Opportunity WHERE AccountId IN (SELECT AccountId FROM Contact WHERE ${contact}) ORDER BY CreatedDate DESC LIMIT ${rows}`;
  }
  if (account && wants('company')) {
    const nested = `(SELECT ${of('Opportunity')} FROM Opportunities ORDER BY CreatedDate DESC LIMIT ${DEALS_MAX})`;
    queries.accounts = `SELECT ${of('Account')}${deals ? `,${nested}` : ''} FROM Account WHERE ${account} ${newest}`;
  }
  return queries;
}

/** Rows by id, for records made moments ago that no query gave (a deal without contact). */
export function recentQueries(
  schema: Schema,
  missing: { object: RecordObject; id: string }[],
): Record<string, string> {
  return Object.fromEntries(
    missing.map(({ object, id }) => [
      object,
      `SELECT ${columns(schema, object)} FROM ${object} WHERE Id = ${quoted(id)}`,
    ]),
  );
}
