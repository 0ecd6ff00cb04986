/** Where Pipedrive's description is wrong or silent (docs/reference/pipedrive.md). */
import type { Exchange } from '../../../sandbox/common/types';
import type { Correction, Exception } from '../exceptions';
import type { SpecFile } from '../spec-files';

/** Most operations describe their success only (docs/reference/pipedrive.md#limits-and-refusals has the envelope of errors). */
export const PIPEDRIVE_EXCEPTIONS: Exception[] = [400, 401, 403, 404, 409, 410, 429].map((status) => ({
  name: `pipedrive-refusal-${status}`,
  why: 'Refusals are in the text of the documentation only.',
  path: /^(\/api\/v2|\/v1)\//,
  status,
  readAs: null,
}));

const text = { type: 'string' };
const texts = (...names: string[]): Record<string, unknown> => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, text])),
});
const tokens = ['access_token', 'token_type', 'refresh_token', 'scope', 'api_domain'];
const refused = { content: { 'application/json': { schema: texts('error', 'message') } } };

/** The files name the token endpoint but do not describe it (docs/reference/pipedrive.md#addresses-and-versions). */
export const PIPEDRIVE_ADDITIONS: SpecFile[] = [
  {
    name: 'pipedrive-token-endpoint',
    doc: {
      paths: {
        '/oauth/token': {
          post: {
            requestBody: {
              required: true,
              content: {
                'application/x-www-form-urlencoded': {
                  schema: {
                    ...texts('grant_type', 'refresh_token', 'code', 'redirect_uri'),
                    required: ['grant_type'],
                  },
                },
              },
            },
            responses: {
              '200': {
                content: { 'application/json': { schema: { ...texts(...tokens), required: tokens } } },
              },
              '400': refused,
              '401': refused,
            },
          },
        },
      },
      components: {},
    },
  },
];

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const set = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(set.map(([key, part]) => [key, withoutNulls(part)]));
}
/** Every key ending in `_time` that holds a time without zone. */
function withTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTimes);
  if (!isObject(value)) return value;
  const dateTime = (part: string): string => part.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/, '$1T$2Z');
  const parts = Object.entries(value).map(([key, part]) => [
    key,
    key.endsWith('_time') && typeof part === 'string' ? dateTime(part) : withTimes(part),
  ]);
  return Object.fromEntries(parts);
}
function withoutKey(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((part) => withoutKey(part, key));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== key);
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutKey(part, key)]));
}
const body = (exchange: Exchange, change: (body: Json) => Json): Exchange =>
  isObject(exchange.requestBody) ? { ...exchange, requestBody: change(exchange.requestBody) } : exchange;

export const PIPEDRIVE_CORRECTIONS: Correction[] = [
  {
    name: 'pipedrive-v1-base',
    why: 'The file has the host api.pipedrive.com/v1; /api/v1 is the same under any host (docs/reference/pipedrive.md#addresses-and-versions).',
    path: /^\/api\/v1\//,
    apply: (exchange) => ({ ...exchange, path: exchange.path.replace(/^\/api/, '') }),
  },
  {
    name: 'pipedrive-nulls-in-answers',
    why: 'Unset values and the cursor of the last page are null, though declared as plain types.',
    path: /^(\/api\/v2|\/v1)\//,
    apply: (exchange) => ({ ...exchange, responseBody: withoutNulls(exchange.responseBody) }),
  },
  {
    name: 'pipedrive-lead-custom-fields',
    why: 'Leads take the custom fields of deals at the top level (text of the description), by their 40-digit keys.',
    path: /^\/v1\/leads/,
    apply: (exchange) =>
      body(exchange, (given) =>
        Object.fromEntries(Object.entries(given).filter(([key]) => !/^[0-9a-f]{40}$/.test(key))),
      ),
  },
  {
    name: 'pipedrive-v1-times',
    why: 'v1 takes and gives times as YYYY-MM-DD HH:MM:SS in UTC (text and examples), the schema says date-time.',
    path: /^\/v1\/(callLogs|activityTypes)$/,
    apply: (exchange) => ({
      ...exchange,
      requestBody: withTimes(exchange.requestBody),
      responseBody: withTimes(exchange.responseBody),
    }),
  },
  {
    name: 'pipedrive-lead-field-types',
    why: 'Two enums that must both hold leave out types which lead fields have.',
    path: /^\/v1\/leadFields$/,
    apply: (exchange) => ({ ...exchange, responseBody: withoutKey(exchange.responseBody, 'field_type') }),
  },
];
