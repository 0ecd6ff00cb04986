/**
 * Salesforce's descriptions are derived from its Postman collection and written down under several roots; this puts
 * them under one (what follows /services/data/vXX.0) and mends what is known to be wrong. Each change says why.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectSchemas, type ObjectSchemas } from './salesforce-objects';
import type { OpenApiDoc, OperationDoc, SpecFile } from './spec-files';

type Json = Record<string, unknown>;
type Operations = Record<string, OperationDoc>;
const json = (schema: Json): { content: Record<string, { schema: Json }> } => ({
  content: { 'application/json': { schema } },
});

/** Roots of the files; where two describe one path, the one without a root has the schemas. */
function underOneRoot(doc: OpenApiDoc): void {
  for (const [path, operations] of Object.entries(doc.paths)) {
    const short = path
      .replace(/^\/data\/v64\.0(?=\/|$)/, '')
      .replace(/^\/object-info/, '/ui-api/object-info');
    delete doc.paths[path];
    doc.paths[short] ??= operations;
    if (short === path) doc.paths[short] = operations;
  }
}
/** Refusals are arrays (salesforce-conventions.yml: error_envelope); the operations show one object, or none. */
function withErrors(doc: OpenApiDoc): void {
  const refusal = json({
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      required: ['message', 'errorCode'],
      properties: {
        message: { type: 'string' },
        errorCode: { type: 'string', pattern: '^[A-Z_]+$' },
        fields: { type: 'array', items: { type: 'string' } },
      },
    },
  });
  for (const operations of Object.values(doc.paths))
    for (const operation of Object.values(operations)) {
      const { responses = {} } = operation;
      const good = Object.entries(responses).filter(([status]) => Number(status) < 400);
      operation.responses = { ...Object.fromEntries(good), default: refusal };
    }
}
/** An exchange does not show its headers; the files demand some of every request. */
function withoutHeaders(doc: OpenApiDoc): void {
  for (const operations of Object.values(doc.paths))
    for (const operation of Object.values(operations))
      operation.parameters = operation.parameters?.filter((parameter) => parameter.in !== 'header');
}
/** Addresses of records are relative: "/services/data/v67.0/sobjects/…" is no absolute URI. `nullable` needs a type. */
function mendSchemas<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key, item: unknown) => {
    if (key === 'format' && item === 'uri') return 'uri-reference';
    if (typeof item !== 'object' || item === null || !('nullable' in item) || 'type' in item) return item;
    return Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'nullable'));
  }) as T;
}
const docOf = (files: SpecFile[], name: string): OpenApiDoc => {
  const found = files.find((file) => file.name === name);
  if (!found) throw new Error(`The descriptions of Salesforce lack ${name}.`);
  return found.doc;
};

/** query.yml tells the answer but takes the verb of another API; query-trimmed.json tells the request. */
function mendQuery({ paths }: OpenApiDoc): void {
  const answers = paths['/query']?.['post']?.responses ?? {};
  const parameters = [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }];
  const get = { parameters, responses: answers };
  paths['/query'] = { get };
  paths['/queryAll'] = { get };
}
/** Inferred from one answer: which resources there are differs by org and version. */
function mendResources({ components }: OpenApiDoc): void {
  const resources = components.schemas?.['ResourcesbyVersion'];
  if (resources)
    Object.assign(resources, { required: ['identity', 'sobjects', 'query', 'composite', 'limits'] });
}
/** Headers of a part are not in the file (docs/reference/salesforce.md#composite-requests: only some are inherited, the rest goes into each part). */
function mendComposite({ components }: OpenApiDoc): void {
  const whole = components.schemas?.['CompositeRequest_2'] as {
    properties: { compositeRequest: { items: { properties: Json } } };
  };
  const part = whole.properties.compositeRequest.items;
  part.properties['httpHeaders'] = { type: 'object', additionalProperties: { type: 'string' } };
  part.properties['body'] = { type: 'object', additionalProperties: true };
}
/** Only the upsert is not better told in composite.yml. Inferred from one example: Name and Id are not in every record. */
function mendCollections({ components, paths }: OpenApiDoc): void {
  for (const path of Object.keys(paths)) if (!path.endsWith('{FIELD_NAME}')) delete paths[path];
  const record = components.schemas?.['Record7'];
  if (record) Object.assign(record, { required: ['attributes'], additionalProperties: true });
  const result = components.schemas?.['SuccessfulSObjectCollectionsUpsert'];
  const properties = result?.['properties'] as Json;
  // A refused record has neither an id nor created, and its errors are objects.
  if (result) Object.assign(result, { required: ['success', 'errors'] });
  properties['errors'] = { type: 'array' };
}

/** Bodies and answers of records by object: the general file knows `attributes` only, and demands them in a create. */
function mendRows({ paths }: OpenApiDoc, objects: ObjectSchemas): void {
  const path = (name: string): OperationDoc['parameters'] => [
    { name, in: 'path', required: true, schema: { type: 'string' } },
  ];
  const created = { '201': paths['/sobjects/{sobjectType}']?.['post']?.responses?.['201'] ?? {} };
  const fields = { name: 'fields', in: 'query', schema: { type: 'string' } };
  const { get } = paths['/sobjects/{sobjectType}/describe'] ?? {};
  // Conditional reads: salesforce-conventions.yml.
  const describe: Operations = {
    get: { ...get, parameters: [], responses: { ...get?.responses, '304': {} } },
  };
  for (const { name, create, update, answer } of objects) {
    const body = (schema: Json): OperationDoc['requestBody'] => ({ required: true, ...json(schema) });
    const read: OperationDoc = {
      parameters: [...(path('id') ?? []), fields],
      responses: { '200': json(answer), '304': {} },
    };
    const key = [...(path('field') ?? []), ...(path('value') ?? [])];
    const upserted = json({
      type: 'object',
      required: ['id', 'success', 'errors', 'created'],
      properties: { id: { type: 'string' }, success: { const: true }, created: { type: 'boolean' } },
    });
    const several = json({ type: 'array', minItems: 2, items: { type: 'string' } });
    const own: Record<string, Operations> = {
      [`/sobjects/${name}`]: { post: { requestBody: body(create), responses: created } },
      [`/sobjects/${name}/{id}`]: {
        get: read,
        patch: { parameters: path('id'), requestBody: body(update), responses: { '204': {} } },
        delete: { parameters: path('id'), responses: { '204': {} } },
      },
      // docs/reference/salesforce.md#external-ids; postman-cc0/rest__sobject_rows_by_external_id.json has the request only.
      [`/sobjects/${name}/{field}/{value}`]: {
        get: { ...read, parameters: [...key, fields], responses: { ...read.responses, '300': several } },
        patch: {
          parameters: key,
          requestBody: body(update),
          responses: { '200': upserted, '201': upserted, '204': {}, '300': several },
        },
      },
    };
    Object.assign(paths, own);
    paths[`/sobjects/${name}/describe`] = describe;
  }
}

/** Bytes of a file: sobjects.yml has them as {blobField}, which cannot be told from an external id's path. */
function mendBlobs({ paths }: OpenApiDoc): void {
  const blob = paths['/sobjects/{sobjectType}/{id}/{blobField}']?.['get'] ?? {};
  const parameters = blob.parameters?.filter(({ name }) => name === 'id');
  const responses = { '200': { content: { 'application/octet-stream': {} } } };
  paths['/sobjects/ContentVersion/{id}/VersionData'] = { get: { ...blob, parameters, responses } };
}

/** Takes the files as read and the folder of all of Salesforce's; returns them under one root, mended. */
export function prepareSalesforce(files: SpecFile[], folder: string): SpecFile[] {
  const extract = readFileSync(join(folder, 'jsforce-standard-schema.extract.json'), 'utf8');
  const copies = mendSchemas(files);
  for (const { doc } of copies) underOneRoot(doc);
  mendQuery(docOf(copies, 'query.yml'));
  mendResources(docOf(copies, 'versions.yml'));
  mendComposite(docOf(copies, 'composite.yml'));
  mendCollections(docOf(copies, 'collections.yml'));
  mendRows(docOf(copies, 'sobjects.yml'), objectSchemas(extract));
  mendBlobs(docOf(copies, 'sobjects.yml'));
  for (const { doc } of copies) {
    withErrors(doc);
    withoutHeaders(doc);
  }
  return copies;
}
