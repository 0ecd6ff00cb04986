import type { FieldDef, ObjectDef } from '../schema/types';
import { RESTRICTED } from '../schema/picklists';
import { optionsOf } from '../write/check-picklists';
import type { ApiCall, ApiContext } from './types';
import type { SandboxAnswer } from '../../common/types';

const picklistValue = (value: string, isDefault: boolean): object => ({
  active: true,
  defaultValue: isDefault,
  label: value,
  validFor: null,
  value,
});

function describeField(context: ApiContext, object: ObjectDef, field: FieldDef): object {
  const { name, label, type, length, required, custom, externalId, unique, referenceTo, relationship } =
    field;
  const key = `${object.name}.${name}`;
  const restricted = field.restrictedTo?.map((value) => ({ value, isDefault: false }));
  const options = restricted ?? (type === 'picklist' ? (optionsOf(context.org, key) ?? []) : []);
  const editable =
    context.session.mayEdit(object, field) &&
    !object.setup &&
    !context.session.rights.readOnly.includes(object.name);
  return {
    name,
    label,
    type,
    length,
    custom,
    externalId,
    unique,
    idLookup: externalId || name === 'Id' || (name === 'Email' && !object.setup),
    caseSensitive: false,
    createable: editable && field.createable,
    updateable: editable && field.updateable,
    // The vendor calls a field with a default not nillable but filled on creation.
    nillable: !required && type !== 'boolean' && type !== 'id',
    defaultedOnCreate: ['Status', 'Priority', 'OwnerId', 'Id'].includes(name) || type === 'boolean',
    filterable: field.filterable,
    sortable: field.filterable,
    picklistValues: options.map(({ value, isDefault }) => picklistValue(value, isDefault)),
    restrictedPicklist: restricted !== undefined || RESTRICTED.has(key),
    referenceTo,
    relationshipName: relationship,
    polymorphicForeignKey: referenceTo.length > 1,
    calculated: false,
    autoNumber: false,
    deprecatedAndHidden: false,
    permissionable: custom && !required,
  };
}
function recordTypes({ org }: ApiContext, object: ObjectDef, version: string): object[] {
  const own = org.rows('RecordType').filter(({ values }) => values['SobjectType'] === object.name);
  const info = (id: string, name: string, isMaster: boolean, isDefault: boolean): object => ({
    active: true,
    available: true,
    defaultRecordTypeMapping: isDefault,
    developerName: name.replace(/\W+/g, '_'),
    master: isMaster,
    name,
    recordTypeId: id,
    urls: { layout: `/services/data/${version}/sobjects/${object.name}/describe/layouts/${id}` },
  });
  return [
    ...own.map(({ id, values }, index) => info(id, String(values['Name']), false, index === 0)),
    info('012000000000000AAA', 'Master', true, own.length === 0),
  ];
}

/** What the API tells of an object; without fields for the list of objects. */
export function describeObject(
  context: ApiContext,
  object: ObjectDef,
  version: string,
  withFields = true,
): object {
  const { session } = context;
  const writable = !object.setup && !session.rights.readOnly.includes(object.name);
  const base = `/services/data/${version}/sobjects/${object.name}`;
  return {
    name: object.name,
    label: object.label,
    labelPlural: `${object.label}s`,
    keyPrefix: object.prefix,
    custom: false,
    queryable: true,
    searchable: !object.setup,
    retrieveable: true,
    createable: writable,
    updateable: writable,
    deletable: writable,
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
    ...(withFields && {
      fields: session.fields(object).map((field) => describeField(context, object, field)),
      recordTypeInfos: recordTypes(context, object, version),
      childRelationships: Object.entries(object.children).map(
        ([relationshipName, [childSObject, field]]) => ({
          relationshipName,
          childSObject,
          field,
          cascadeDelete: false,
        }),
      ),
    }),
  };
}

/** GET …/describe; 304 when no field has changed since If-Modified-Since. Seconds are all that HTTP dates hold. */
export function describeApi(context: ApiContext, call: ApiCall, object: ObjectDef): SandboxAnswer {
  const changed = Math.floor(context.org.schema.changedAt / 1000) * 1000;
  if (changed <= Date.parse(call.headers['if-modified-since'] ?? '')) return { status: 304 };
  const headers = { 'last-modified': new Date(changed).toUTCString() };
  return { status: 200, headers, body: describeObject(context, object, call.version) };
}

/** GET /sobjects: every object the user sees. */
export function describeGlobal(context: ApiContext, { version }: ApiCall): SandboxAnswer {
  const seen = context.org.schema.all().filter(({ name }) => context.session.object(name));
  return {
    status: 200,
    body: {
      encoding: 'UTF-8',
      maxBatchSize: 200,
      sobjects: seen.map((object) => describeObject(context, object, version, false)),
    },
  };
}

/** Picklist values of a record type (UI API): which stages its records may have. */
export function picklistApi(context: ApiContext, { path, version }: ApiCall): SandboxAnswer | null {
  const [, info, name = '', kind, recordType = '', only] = path;
  const object = context.session.object(name);
  if (info !== 'object-info' || kind !== 'picklist-values' || !object) return null;
  const valuesOf = (field: FieldDef): object => {
    const options = optionsOf(context.org, `${object.name}.${field.name}`, recordType) ?? [];
    return {
      controllerValues: {},
      defaultValue: null,
      url: `/services/data/${version}/ui-api/object-info/${object.name}/picklist-values/${recordType}/${field.name}`,
      values: options.map(({ value }) => ({ attributes: null, label: value, validFor: [], value })),
    };
  };
  const fields = context.session.fields(object).filter(({ type }) => type === 'picklist');
  if (only === undefined)
    return {
      status: 200,
      body: { picklistFieldValues: Object.fromEntries(fields.map((field) => [field.name, valuesOf(field)])) },
    };
  const field = fields.find((candidate) => candidate.name.toLowerCase() === only.toLowerCase());
  return field ? { status: 200, body: valuesOf(field) } : null;
}
