/** The account's own secrets, taken out of refusals: whole answers, and those inside an answer of 2xx. */
import { keepingSecrets, secretsIn, withoutSecrets } from '../../../core/http/secrets';
import { costOf } from '../../cost';
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

describe('what counts as a secret', () => {
  test.each<[unknown, string[]]>([
    [{ apiKey: KEY, email: 'olena@example.com' }, [KEY]],
    [{ accessTokenUrl: 'https://login.salesforce.com/services/oauth2/token', token_type: 'Bearer' }, []],
    [{ oauthTokenData: { access_token: KEY, token_type: 'Bearer', token_uri: 'https://a.example' } }, [KEY]],
    [{ oauthTokenData: JSON.stringify({ refresh_token: KEY }) }, [KEY]],
    [{ webhookSecret: 'server', apiToken: 'Request', password: 'short' }, []],
    [{ webhookSecret: 'Server12' }, ['Server12']],
  ])('%j', (values, secrets) => {
    expect(secretsIn(values)).toEqual(secrets);
  });
  test('a word of every message stays, a secret beside it goes', () => {
    expect(withoutSecrets(`the server refused ${KEY}`, ['server', KEY])).toBe('the server refused ***');
  });
  test('large answers: eight times the text costs no more than thirty times', () => {
    const cost = (size: number): number => {
      const text = 'x'.repeat(size);
      const body = { errors: Array.from({ length: 50 }, () => ({ message: text, errorCode: 'X' })) };
      return costOf(() => withoutSecrets(body, [KEY, `${KEY}2`]), { tries: 5 });
    };
    cost(10_000);
    const short = Math.max(1, cost(10_000));
    expect(cost(80_000) / short).toBeLessThan(30);
  });
});
