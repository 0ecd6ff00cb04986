import type { SandboxAnswer } from '../../common/types';
import { badJson, methodNotAllowed, notFound, refuse, Refusal } from '../errors';
import { makeId } from '../ids';
import type { CustomField } from '../types';
import { asObject } from '../write/read-values';
import type { ApiCall, ApiContext } from './types';

/** Types of new fields that an integration makes; the vendor has more. */
const TYPES: Record<string, CustomField['type']> = {
  Text: 'string',
  Number: 'int',
  Checkbox: 'boolean',
  DateTime: 'datetime',
};
const HOMES = new Set(['Lead', 'Contact', 'Account', 'Opportunity', 'Activity']);
/** Longest text, characters. */
const MAX_TEXT = 255;

function readHome(fullName: unknown): { home: string; name: string } {
  const [, home = '', name = ''] = /^(\w+)\.(\w+__c)$/.exec(String(fullName ?? '')) ?? [];
  if (name === '')
    throw refuse('INVALID_CROSS_REFERENCE_KEY', 'FullName must be <object>.<field>__c', ['FullName']);
  // Fields of Task and Event are fields of Activity.
  if (!HOMES.has(home))
    throw refuse(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `Entity Enumeration Or ID: bad value for restricted picklist field: ${home}`,
      ['TableEnumOrId'],
    );
  if (!/^[A-Za-z](?!.*__.*__)\w{0,39}__c$/.test(name))
    throw refuse('INVALID_FIELD', `Field name ${name} is not valid.`, ['DeveloperName']);
  return { home, name };
}

function readField(body: unknown): { home: string; field: CustomField } {
  const given = asObject(body);
  const metadata = asObject(given?.['Metadata']);
  if (!given || !metadata) throw badJson('A CustomField needs FullName and Metadata.');
  const { home, name } = readHome(given['FullName']);
  const { type, label, length, unique = false, externalId = false, required = false } = metadata;
  if (typeof label !== 'string' || label === '')
    throw refuse('REQUIRED_FIELD_MISSING', 'Required fields are missing: [Metadata.label]', [
      'Metadata.label',
    ]);
  const kind = TYPES[String(type)];
  if (!kind) throw badJson(`Cannot deserialize instance of type from VALUE_STRING value ${String(type)}`);
  if (kind === 'string' && (typeof length !== 'number' || length < 1 || length > MAX_TEXT))
    throw refuse(
      'INVALID_FIELD',
      `Must specify a length between 1 and ${MAX_TEXT} for a custom field of type Text`,
      ['Metadata.length'],
    );
  for (const flag of [unique, externalId, required])
    if (typeof flag !== 'boolean') throw badJson('Cannot deserialize instance of boolean');
  return {
    home,
    field: {
      name,
      label,
      type: kind,
      ...(kind === 'string' ? { length: length as number } : {}),
      unique: unique as boolean,
      externalId: externalId as boolean,
      required: required as boolean,
    },
  };
}

let made = 0;
/** Makes a field. Nobody sees it before FieldPermissions grant it. */
function createField(context: ApiContext, call: ApiCall): SandboxAnswer {
  if (!context.session.rights.customize)
    throw new Refusal(
      403,
      'INSUFFICIENT_ACCESS',
      'insufficient access rights: the user lacks the permission Customize Application',
    );
  const { home, field } = readField(call.body);
  if (context.org.schema.need(home).fields.has(field.name.toLowerCase())) {
    const developerName = field.name.replace(/__c$/, '');
    throw refuse('DUPLICATE_DEVELOPER_NAME', `There is already a field named ${developerName} on ${home}.`, [
      'DeveloperName',
    ]);
  }
  context.org.schema.add(home, field, false);
  made += 1;
  return {
    status: 201,
    body: { id: makeId('00N', made), success: true, errors: [], warnings: [], infos: [] },
  };
}

/** The one query of the Tooling API an integration asks: which custom fields an object has. */
function queryFields({ org }: ApiContext, { query }: ApiCall): SandboxAnswer {
  const text = query.get('q') ?? '';
  const [, table] = /FROM\s+CustomField\s+WHERE\s+TableEnumOrId\s*=\s*'(\w+)'/i.exec(text) ?? [];
  if (!table) throw new Error(`The fake Salesforce's Tooling API has no query: ${text}`);
  const fields = [...org.schema.need(table).fields.values()].filter(({ custom }) => custom);
  const records = fields.map(({ name }) => ({
    attributes: { type: 'CustomField' },
    DeveloperName: name.replace(/__c$/, ''),
    TableEnumOrId: table,
  }));
  return { status: 200, body: { size: records.length, totalSize: records.length, done: true, records } };
}

/** /tooling/sobjects/CustomField and /tooling/query. */
export function toolingApi(context: ApiContext, call: ApiCall): SandboxAnswer | null {
  const [, resource, name] = call.path;
  if (resource === 'query' && call.method === 'GET') return queryFields(context, call);
  if (resource !== 'sobjects' || name !== 'CustomField') throw notFound();
  if (call.path.length > 3 || call.method !== 'POST') throw methodNotAllowed(call.method);
  return createField(context, call);
}
