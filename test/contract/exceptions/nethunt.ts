import type { Exception } from '../exceptions';
import type { OperationDoc, SpecFile } from '../spec-files';

/** The description knows 200 and 401 only; crm-apis.md §5.10: all refusals are plain text. */
export const NETHUNT_EXCEPTIONS: Exception[] = [400, 403, 404, 429, 500].map((status) => ({
  name: `nethunt-plain-text-${status}`,
  why: 'Refusals other than 401 are not described; their body is plain text (crm-apis.md §5.10).',
  path: /^\/api\/v1\/zapier\//,
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

/** The derived file says of itself that new-call-log was not in its source; crm-apis.md §5.2 lists it and the files'. */
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
];
