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
