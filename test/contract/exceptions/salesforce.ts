/** Where Salesforce's descriptions are wrong or silent (docs/reference/salesforce.md). */
import { UploadedFile } from '../../../sandbox/common/multipart';
import type { Correction } from '../exceptions';
import type { OperationDoc, SpecFile } from '../spec-files';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const ROOT = /^\/services\/data\/v\d+\.0(?=\/|$)/;

export const SALESFORCE_CORRECTIONS: Correction[] = [
  {
    name: 'salesforce-one-root',
    why: 'The files leave out host and version; see salesforce-files.ts.',
    path: ROOT,
    apply: (exchange) => ({ ...exchange, path: exchange.path.replace(ROOT, '') || '/resources' }),
  },
  {
    name: 'salesforce-versions',
    why: 'versions.yml has the list of versions at its own root.',
    path: /^\/services\/data\/?$/,
    apply: (exchange) => ({ ...exchange, path: '/' }),
  },
  {
    name: 'salesforce-file-as-form',
    why: 'Large files come as a form (docs/reference/salesforce.md#files); the files describe the JSON only.',
    path: /^\/sobjects\/ContentVersion$/,
    apply: (exchange) => {
      const { entity_content: text, VersionData } = isObject(exchange.requestBody)
        ? exchange.requestBody
        : {};
      if (typeof text !== 'string' || !(VersionData instanceof UploadedFile)) return exchange;
      return { ...exchange, requestBody: { ...(JSON.parse(text) as Json), VersionData: 'bytes' } };
    },
  },
];

const text = { type: 'string' };
const object = (properties: Json, required = Object.keys(properties)): Json => ({
  type: 'object',
  required,
  properties,
});
const answers = (schema: Json, status = '200'): NonNullable<OperationDoc['responses']> => ({
  [status]: { content: { 'application/json': { schema } } },
});
const q = { name: 'q', in: 'query', required: true, schema: text };
const grant = (type: string, properties: Json, optional: Json = {}): Json => ({
  type: 'object',
  additionalProperties: false,
  required: ['grant_type', ...Object.keys(properties)],
  properties: { grant_type: { const: type }, ...properties, ...optional },
});
const client = { client_id: text, client_secret: text };
/** docs/reference/salesforce.md#signing-in, and the Postman sources (auth__*.json): no file has schemas of the OAuth endpoints. */
const OAUTH: Record<string, Record<string, OperationDoc>> = {
  '/services/oauth2/token': {
    post: {
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: {
              oneOf: [
                grant('refresh_token', { client_id: text, refresh_token: text }, { client_secret: text }),
                grant('client_credentials', client),
                grant(
                  'authorization_code',
                  { client_id: text, code: text, redirect_uri: text },
                  { client_secret: text, code_verifier: text },
                ),
                grant('urn:ietf:params:oauth:grant-type:jwt-bearer', { assertion: text }),
              ],
            },
          },
        },
      },
      responses: {
        ...answers(
          object({
            access_token: text,
            instance_url: text,
            id: text,
            token_type: { const: 'Bearer' },
            issued_at: text,
            signature: text,
          }),
        ),
        ...answers(object({ error: text, error_description: text }), '400'),
      },
    },
  },
  '/services/oauth2/userinfo': {
    get: { responses: answers(object({ user_id: text, organization_id: text })) },
  },
};
const refusal = answers({ type: 'array', items: object({ message: text, errorCode: text }) }, 'default');
const FIELD = {
  type: 'object',
  additionalProperties: false,
  required: ['FullName', 'Metadata'],
  properties: {
    FullName: { type: 'string', pattern: '^(Lead|Contact|Account|Opportunity|Activity)\\.\\w+__c$' },
    Metadata: {
      ...object(
        {
          type: text,
          label: text,
          length: { type: 'integer' },
          externalId: { type: 'boolean' },
          unique: { type: 'boolean' },
          description: text,
          inlineHelpText: text,
          required: { type: 'boolean' },
          caseSensitive: { type: 'boolean' },
        },
        ['type', 'label'],
      ),
      additionalProperties: false,
    },
  },
};
const picklist = (name: string): NonNullable<OperationDoc['parameters']>[number] => ({
  name,
  in: 'path',
  required: true,
  schema: text,
});

export const SALESFORCE_ADDITIONS: SpecFile[] = [
  {
    name: 'salesforce-not-in-the-derived-files',
    doc: {
      paths: {
        ...OAUTH,
        // docs/reference/salesforce.md#custom-fields; postman-cc0/tooling__post_tooling_sobject.json has no schema.
        '/tooling/sobjects/CustomField': {
          post: {
            requestBody: { required: true, content: { 'application/json': { schema: FIELD } } },
            responses: {
              ...answers(object({ id: text, success: { const: true }, errors: { type: 'array' } }), '201'),
              ...refusal,
            },
          },
        },
        '/tooling/query': {
          get: {
            parameters: [q],
            responses: {
              ...answers(
                object({
                  size: { type: 'integer' },
                  totalSize: { type: 'integer' },
                  done: { type: 'boolean' },
                  records: { type: 'array' },
                }),
              ),
              ...refusal,
            },
          },
        },
        // postman-cc0/rest__resources_by_version.json; the derived file demands 45 resources that one org had.
        '/resources': { get: { responses: answers({ type: 'object', additionalProperties: text }) } },
        // postman-cc0/records__get_values_for_a_picklist_field.json.
        '/ui-api/object-info/{object}/picklist-values/{recordType}/{field}': {
          get: {
            parameters: ['object', 'recordType', 'field'].map(picklist),
            responses: { ...answers(object({ values: { type: 'array' }, url: text })), ...refusal },
          },
        },
      },
      components: {},
    },
  },
];
