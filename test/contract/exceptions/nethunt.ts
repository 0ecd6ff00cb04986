import type { Exception } from '../exceptions';
import type { OperationDoc, ParameterDoc, SpecFile } from '../spec-files';

type Schema = Record<string, unknown>;

/** The description knows 200 and 401 only; docs/reference/nethunt.md#limits-and-refusals: all refusals are plain text. */
export const NETHUNT_EXCEPTIONS: Exception[] = [400, 403, 404, 405, 409, 429, 500].map((status) => ({
  name: `nethunt-plain-text-${status}`,
  why: 'Refusals other than 401 are not described; their body is plain text (docs/reference/nethunt.md#limits-and-refusals).',
  path: /^\/api\/(v1\/zapier|v2)\//,
  status,
  readAs: null,
}));

const text = { type: 'string' };
const feed = (properties: Record<string, unknown>): { get: OperationDoc } => ({
  get: {
    parameters: [
      { name: 'folderId', in: 'path', required: true, schema: text },
      { name: 'since', in: 'query', schema: text },
      { name: 'limit', in: 'query', schema: { type: 'integer' } },
    ],
    responses: {
      '200': {
        content: {
          'application/json': { schema: { type: 'array', items: { type: 'object', properties } } },
        },
      },
      '401': { content: { 'text/plain': { schema: text } } },
    },
  },
});

const inPath = (name: string): ParameterDoc => ({ name, in: 'path', required: true, schema: text });
const list = (name: string, properties: Record<string, unknown>, required: string[]): Schema => ({
  type: 'object',
  required: [name],
  properties: { [name]: { type: 'array', items: { type: 'object', properties, required } } },
});
const MADE: Schema = { type: 'object', required: ['id'], properties: { id: text } };
const FIELDS: Schema = {
  type: 'object',
  required: ['fields'],
  properties: { fields: { type: 'object' } },
  additionalProperties: false,
};
/** One operation of API v2, with its refusals. */
const operation = (
  parameters: ParameterDoc[],
  answer: Schema,
  status = '200',
  body?: Schema,
): OperationDoc => ({
  parameters,
  ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
  responses: {
    [status]: { content: { 'application/json': { schema: answer } } },
    '401': { content: { 'text/plain': { schema: text } } },
  },
});

/** The derived file says of itself that new-call-log was not in its source; docs/reference/nethunt.md#endpoints-used lists it and the files'. */
export const NETHUNT_ADDITIONS: SpecFile[] = [
  {
    name: 'nethunt-not-in-the-derived-file',
    doc: {
      servers: [{ url: 'https://nethunt.com/api/v1/zapier' }],
      paths: {
        '/triggers/new-call-log/{folderId}': feed({
          id: text,
          callLogId: text,
          recordId: text,
          text,
          createdAt: { type: 'string', format: 'date-time' },
        }),
        '/triggers/new-gdrivefile/{folderId}': feed({ id: text, recordId: text }),
      },
      components: {},
    },
  },
  {
    name: 'nethunt-v2-as-public-clients-use-it',
    doc: {
      servers: [{ url: 'https://nethunt.com/api/v2' }],
      paths: {
        '/folders': {
          get: operation([], list('folders', { id: text, name: text }, ['id', 'name'])),
        },
        '/folders/{folderId}': {
          get: operation(
            [inPath('folderId')],
            list('fields', { id: text, name: text, type: text, valueType: text }, [
              'id',
              'name',
              'valueType',
            ]),
          ),
        },
        '/folders/{folderId}/records': {
          post: operation([inPath('folderId')], MADE, '201', FIELDS),
        },
        '/folders/{folderId}/records/{recordId}': {
          patch: operation([inPath('folderId'), inPath('recordId')], { type: 'object' }, '200', FIELDS),
          // Shown by no client: whether one record is read by its id only a live account can settle.
          get: operation([inPath('folderId'), inPath('recordId')], MADE),
        },
        '/folders/{folderId}/records/filter': {
          post: operation(
            [inPath('folderId'), { name: 'limit', in: 'query', schema: { type: 'integer' } }],
            list('records', { id: text, fields: { type: 'object' } }, ['id', 'fields']),
            '200',
            {
              type: 'object',
              required: ['filter'],
              properties: {
                filter: { type: 'object', minProperties: 1 },
                sort: { type: 'array', items: { type: 'object' } },
              },
              additionalProperties: false,
            },
          ),
        },
      },
      components: {},
    },
  },
];
