/** Where Salesforce's descriptions are wrong or silent (specs/README.md, crm-apis.md §2 and §9). */
import type { Exchange } from '../../../sandbox/common/types';
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
];

/** Records inside an answer, each as if it had been read alone, with parents and children. */
function recordsIn(value: unknown): Exchange[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (!isObject(value)) return [];
  const inner = Object.entries(value)
    .filter(([key]) => key !== 'attributes')
    .flatMap(([, item]) => recordsIn(item));
  const { type } = isObject(value['attributes']) ? value['attributes'] : {};
  // Name stands for records of several objects; no file describes it.
  if (typeof type !== 'string' || type === 'Name') return inner;
  const id = typeof value['Id'] === 'string' ? value['Id'] : 'without-an-id-0';
  const own: Exchange = {
    method: 'GET',
    path: `/services/data/v67.0/sobjects/${type}/${id}`,
    query: {},
    requestBody: null,
    status: 200,
    responseBody: value,
  };
  return [own, ...inner];
}

/** Parts of a composite, each as if it had been sent alone. */
function partsOf({ path, requestBody, responseBody }: Exchange): Exchange[] {
  if (!/\/composite$/.test(path) || !isObject(requestBody) || !isObject(responseBody)) return [];
  const sent = requestBody['compositeRequest'];
  const answered = responseBody['compositeResponse'];
  if (!Array.isArray(sent) || !Array.isArray(answered)) return [];
  return sent.filter(isObject).map((part, index): Exchange => {
    const url = new URL(String(part['url']), 'http://instance');
    const answer = isObject(answered[index]) ? answered[index] : {};
    return {
      method: String(part['method']),
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(url.searchParams),
      requestBody: part['body'] ?? null,
      status: Number(answer['httpStatusCode']),
      responseBody: answer['body'] ?? null,
    };
  });
}

/** Records of a collection, each as if it had been created or changed alone. */
function membersOf({ method, path, requestBody, status }: Exchange): Exchange[] {
  const collection = /\/composite\/sobjects(\/(\w+)\/(\w+))?$/.exec(path);
  const records = isObject(requestBody) ? requestBody['records'] : undefined;
  if (!collection || !Array.isArray(records) || status !== 200) return [];
  const key = collection[3];
  return records.filter(isObject).map((record): Exchange => {
    const { attributes, Id, id = Id, ...values } = record;
    const type = isObject(attributes) ? String(attributes['type']) : '';
    const created = method === 'POST' || key !== undefined;
    return {
      method: created ? 'POST' : 'PATCH',
      path: `/services/data/v67.0/sobjects/${type}${created ? '' : `/${String(id)}`}`,
      query: {},
      requestBody: values,
      status: created ? 201 : 204,
      responseBody: created ? { id: 'x', success: true, errors: [] } : null,
    };
  });
}

/** Exchanges inside an exchange. */
export function salesforceParts(exchange: Exchange): Exchange[] {
  const parts = partsOf(exchange);
  const isRow =
    /\/sobjects\/\w+\/[^/]+$/.test(exchange.path) && !/\/describe$|\/composite\//.test(exchange.path);
  const records = parts.length > 0 || isRow ? [] : recordsIn(exchange.responseBody);
  return [...membersOf(exchange), ...records, ...parts.flatMap((part) => [part, ...salesforceParts(part)])];
}

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
/** crm-apis.md §2.1 and the Postman sources (auth__*.json): no file has schemas of the OAuth endpoints. */
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
        // crm-apis.md §2.5; postman-cc0/tooling__post_tooling_sobject.json has no schema.
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
