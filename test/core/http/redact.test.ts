import { costOf } from '../../cost';
import { boundedText, redact } from '../../../core/http/redact';

const C = 'c4nary-S3cret_0123456789';
test.each([
  [`Authorization: Bearer ${C}`],
  [`{"authorization":"Bearer ${C}"}`],
  [`Auth-key: ${C}`],
  [`{"auth-key": "${C}"}`],
  [`x-api-token: ${C}`],
  [`https://crm.example/x?api_token=${C}&limit=5`],
  [`https://hook.example/ringostat?a=1&token=${C}`],
  [`https://user:${C}@crm.example/`],
  [`grant_type=refresh_token&refresh_token=${C}&client_secret=${C}`],
  [`{"client_secret":"${C}","access_token":"${C}"}`],
  [`Basic ${C}`],
  [`Zoho-oauthtoken ${C}`],
  [`https://app.ringostat.com/recordings/${C}`],
  [`<a href="https://app.ringostat.com/recordings/ua1.mp3?hash=${C}">`],
  [`https://files.example/a/b/${C}.wav`],
  [`the token pat-eu1-${C} is revoked`],
  [`hapikey=${C}`],
  [`secret=${C}`],
])('%s holds no secret after masking', (text) => {
  expect(redact(text)).not.toContain(C);
  expect(redact(text)).toContain('***');
});

test.each([
  [
    'The URL https://app.ringostat.com/a/abc123?x=1 is invalid',
    'The URL https://app.ringostat.com/*** is invalid',
  ],
  ['https://pbx.example/listen/abc123 is refused', 'https://pbx.example/*** is refused'],
  ['redirect=https%3A%2F%2Fh%2Fp%3Ftoken%3DSECRET', 'redirect=https%3A%2F%2Fh%2Fp%3Ftoken%3D***'],
])('links to listen and escaped tokens: %s', (text, masked) => {
  expect(redact(text)).toBe(masked);
});

test.each([
  'The token server answered 502',
  'Basic settings are missing',
  'Bearer authentication is required',
  'Bearer token expired',
  'token: expired, get a new one',
  'client_secret: is missing',
  'Password: required',
  'the access token renewal failed',
  'invalid signature: wrong',
])('a sentence keeps its words: %s', (text) => {
  expect(redact(text)).toBe(text);
});
test.each([
  ['token=server', 'token=***'],
  ['{"secret":"required"}', '{"secret":"***"}'],
  ['Token abc123', 'Token ***'],
  ['Basic b2xlbmE6c2VjcmV0', 'Basic ***'],
  ['token: hunter', 'token: ***'],
  [
    'https://crm.example/x?u=https://app.ringostat.com/a',
    'https://crm.example/x?u=https://app.ringostat.com/***',
  ],
  ['https://crm.example/1,https://pbx.example/listen/a', 'https://crm.example/***'],
])('%s still becomes %s', (text, masked) => {
  expect(redact(text)).toBe(masked);
});

describe('linear', () => {
  const cost = (text: string): number =>
    costOf(
      () => {
        redact(text);
        boundedText(text);
      },
      { tries: 5 },
    );
  test.each([
    'http://a/',
    'https://a',
    'http://',
    'https://ringostat.com',
    'http://a/x.mp',
    'eyJ-',
    'eyJaaaaaaaaaa.',
    'eyJaaaaaaaaaa-',
    'pat-eu-',
    'token ',
    'token: ',
    'token=',
    'Bearer ',
    'Basic a ',
    '%3D',
    'secret%3A',
    '"\'',
    'a.',
    'http://a.a.',
    '<',
    ' ',
    'https://u:p',
    'ringostat.com/',
    'record',
    '=:',
  ])('%j again and again: eight times the text costs no more than thirty times', (piece) => {
    const of = (length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    redact(of(10_000));
    // Below a millisecond the clock tells nothing.
    const short = Math.max(1, cost(of(10_000)));
    expect(cost(of(80_000)) / short).toBeLessThan(30);
  });
});

test('ordinary text stays', () => {
  const text =
    'Property "utm_source" does not exist; contact 70151, +380671234567, https://crm.example/contacts/1';
  expect(redact(text)).toBe(text);
  expect(redact(redact('Bearer abcdefgh'))).toBe('Bearer ***');
});

test('texts of answers are one short line without tags', () => {
  expect(boundedText('<h1>502</h1>\n\n Bad   gateway')).toBe('502 Bad gateway');
  expect(boundedText({ a: 1 })).toBe('{"a":1}');
  expect(boundedText(undefined)).toBe('');
  expect(boundedText('x'.repeat(1_000_000))).toHaveLength(400);
});
