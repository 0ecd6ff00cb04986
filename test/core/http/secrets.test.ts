/** The account's own secrets, taken out of refusals: whole answers, and those inside an answer of 2xx. */
import { keepingSecrets } from '../../../core/http/secrets';
import type { HttpResponse } from '../../../core/http/types';

/** Without any word beside it that gives it away, so that no pattern finds it. */
const KEY = 'olena2024kyiv';
const SAID = `value ${KEY} is not valid`;
const MASKED = 'value *** is not valid';

let told = 0;
const bodyOf = async (body: unknown, status = 200): Promise<unknown> => {
  told = 0;
  const answer: HttpResponse = { status, headers: {}, body };
  const send = keepingSecrets(
    () => Promise.resolve(answer),
    () => {
      told += 1;
      return [KEY, 'short'];
    },
  );
  return (await send({ method: 'GET', url: 'https://crm.example/x' })).body;
};

test.each<[string, (text: string) => unknown]>([
  [
    'HubSpot: errors of a batch',
    (text) => ({ status: 'COMPLETE', results: [], errors: [{ message: text }] }),
  ],
  [
    'Salesforce: a part of a composite',
    (text) => ({
      compositeResponse: [{ httpStatusCode: 400, body: [{ errorCode: 'INVALID_FIELD', message: text }] }],
    }),
  ],
  ['Salesforce: a record of a collection', (text) => [{ success: false, errors: [{ message: text }] }]],
  [
    'Zoho: a record of a batch',
    (text) => ({ data: [{ status: 'error', code: 'X', details: { api_name: text } }] }),
  ],
  ['Pipedrive: no success', (text) => ({ success: false, error_info: text })],
  ['Ringostat: an error of JSON-RPC', (text) => ({ jsonrpc: '2.0', error: { message: text } })],
  ['an error in words', (text) => ({ error: text })],
])('%s within 200', async (_, body) => {
  expect(await bodyOf(body(SAID))).toEqual(body(MASKED));
  expect(await bodyOf(body(encodeURIComponent(SAID)))).toEqual(
    body(encodeURIComponent(SAID).replace(KEY, '***')),
  );
});

test('data beside a refusal stay as they are', async () => {
  const record = { id: 1, name: SAID };
  expect(await bodyOf({ results: [record], errors: [{ message: SAID }] })).toEqual({
    results: [record],
    errors: [{ message: MASKED }],
  });
});

test.each<[string, unknown]>([
  ['data', { results: [{ name: SAID, email: `${KEY}@example.com` }] }],
  ['a text', SAID],
  ['what went well in Salesforce', [{ success: true, id: '1', errors: [], name: SAID }]],
  ['bytes', new Uint8Array([1, 2, 3])],
  ['a token', { access_token: KEY, refresh_token: KEY }],
])('%s of 200 are the same, and the secrets are not asked for', async (_, body) => {
  expect(await bodyOf(body)).toBe(body);
  expect(told).toBe(0);
});

test('a whole refusal loses them wherever they stand', async () => {
  expect(await bodyOf({ a: [SAID, { b: SAID }], c: 1 }, 400)).toEqual({ a: [MASKED, { b: MASKED }], c: 1 });
  expect(await bodyOf(SAID, 302)).toBe(MASKED);
});
