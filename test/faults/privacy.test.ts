/** Items 7 and 8 of issue 4: the secret's comparison, the IP list, masked numbers. */
import crypto from 'node:crypto';
import { maskedFault, masking } from '../../core/apply/masked';
import { ipAllowed } from '../../core/event/ip-list';
import { receiveWebhook } from '../../core/event/receive';
import { secretRefusal } from '../../core/event/secret';
import { CrmError } from '../../core/http/errors';
import { maskNumbers } from '../../core/phone/mask';
import { CALL, REQUEST, SETTINGS } from '../core/event/settings';

jest.mock('crypto', () => {
  const actual = jest.requireActual<typeof crypto>('crypto');
  return { ...actual, timingSafeEqual: jest.fn(actual.timingSafeEqual) };
});
const compared = jest.mocked(crypto.timingSafeEqual);

describe('the webhook secret', () => {
  const secrets = ['current-webhook-secret', 'previous-secret-that-is-longer'];
  const ask = (token: string): string | null =>
    secretRefusal(
      { secrets, secretIn: 'query', acceptWithoutSecret: false },
      { query: { token }, headers: {}, pathToken: null },
    );
  test.each([
    ['the current one', 'current-webhook-secret', true],
    ['the previous one, while it is replaced', 'previous-secret-that-is-longer', true],
    ['one sign short', 'current-webhook-secre', false],
    ['one sign long', 'current-webhook-secret1', false],
    ['one sign', 'c', false],
    ['a megabyte', 'c'.repeat(1_000_000), false],
    ['another case', 'CURRENT-WEBHOOK-SECRET', false],
    ['both at once', secrets.join(''), false],
    ['NUL behind it', 'current-webhook-secret\u0000', false],
    ['other letters that look alike', '\u0441urrent-webhook-secret', false],
  ])('%s: 2 comparisons of 32 bytes, in constant time', (_, token, passes) => {
    compared.mockClear();
    expect(ask(token) === null).toBe(passes);
    // Every secret is compared, whichever fits and whatever the length: digests of one length, never the texts.
    expect(compared.mock.calls.map(([a, b]) => [a.byteLength, b.byteLength])).toEqual([
      [32, 32],
      [32, 32],
    ]);
  });
  test('an empty secret of the settings opens nothing', () => {
    const settings = { secrets: ['', ''], secretIn: 'any' as const, acceptWithoutSecret: false };
    const places = { query: { token: '' }, headers: { authorization: `Basic ${btoa('a:')}` }, pathToken: '' };
    expect(secretRefusal(settings, places)).toMatch(/No webhook secret is set/);
    expect(secretRefusal({ ...settings, secrets }, places)).toMatch(/missing/);
  });
});

describe('the IP list', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.70', false],
    ['203.0.113.7', '203.0.113.0/24', true],
    ['203.0.114.7', '203.0.113.0/24', false],
    ['203.0.113.7', '0.0.0.0/0', true],
    ['203.0.113.7', '203.0.113.7/32', true],
    ['203.0.113.7', '203.0.113.7/33', false],
    ['203.0.113.7', '203.0.113.0/-1', false],
    ['203.0.113.7', '203.0.113.0/24/8', false],
    ['203.0.113.7', '203.0.113.*', false],
    ['203.0.113.7', '', false],
    ['203.0.113.7', 'any', false],
    ['203.0.113.7', '0203.0.113.7', false],
    ['::ffff:203.0.113.7', '203.0.113.0/24', true],
    ['::ffff:cb00:7107', '203.0.113.7', true],
    ['203.0.113.7', '::ffff:203.0.113.0/120', true],
    ['203.0.113.7', '::/0', false],
    ['2001:db8::1', '2001:db8::1', true],
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1', true],
    ['[2001:db8::1]', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['2001:db8:ffff::1', '2001:db8::/33', false],
    ['2001:db8:7fff::1', '2001:db8::/33', true],
    ['fe80::1%eth0', 'fe80::/10', true],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['2001:db8::1::2', '::/0', false],
    ['1:2:3:4:5:6:7:8:9', '::/0', false],
    ['12345::', '::/0', false],
    ['not an address', '0.0.0.0/0', false],
  ])('%s in %s: %s', (address, entry, covered) => {
    expect(ipAllowed(address, [entry])).toBe(covered);
    expect(ipAllowed(address, ['198.51.100.1', entry])).toBe(covered);
  });
  test('an unknown address is covered by nothing; X-Forwarded-For is not asked', () => {
    expect(ipAllowed(null, ['0.0.0.0/0', '::/0'])).toBe(false);
    const headers = {
      ...REQUEST.headers,
      'x-forwarded-for': '203.0.113.7',
      'x-real-ip': '203.0.113.7',
      forwarded: 'for=203.0.113.7',
      'cf-connecting-ip': '203.0.113.7',
    };
    const request = { ...REQUEST, headers, body: CALL };
    const settings = { ...SETTINGS, ipList: ['203.0.113.7'] };
    const from = (remoteAddress: string): number =>
      receiveWebhook({ ...request, remoteAddress }, settings, 0).status;
    expect([from('198.51.100.9'), from('203.0.113.7'), from('::ffff:203.0.113.7')]).toEqual([403, 200, 200]);
  });
});

describe('masked numbers', () => {
  test.each([
    '+380671234567',
    '380671234567',
    '0671234567',
    '+38 (067) 123-45-67',
    '067.123.45.67',
    '067\u00a0123\u00a045\u00a067',
    '067\u2011123\u201145\u201167',
    '\u0660\u0666\u0667\u0661\u0662\u0663\u0664\u0665\u0666\u0667',
    '\uff10\uff16\uff17\uff11\uff12\uff13\uff14\uff15\uff16\uff17',
    '00380671234567',
  ])('%s is masked wherever it stands', (number) => {
    for (const text of [
      number,
      `value "${number}" is bad`,
      `<${number}>`,
      `phone=${number}&x=1`,
      `%2B${number}`,
    ])
      expect(
        maskNumbers(text)
          .normalize('NFKC')
          .replace(/[^\d\u0660-\u0669]/g, ''),
      ).not.toMatch(/(?:12345|345).*67|\u0661\u0662\u0663/);
  });
  test('dates, short numbers, codes and long ids stay', () => {
    const text =
      'At 2026-11-20 14:00:00 call 112 was refused (400), 12345678 in all: field c0ffee0000000000000003, id 1234567890123456789.';
    expect(maskNumbers(text)).toBe(text);
  });
  test('errors are masked when the trigger says so: message, advice, code and subject', () => {
    const error = new CrmError({
      kind: 'invalidField',
      system: 'HubSpot',
      message: 'HubSpot: +380671234567 is no phone.',
      advice: 'Correct 0671234567.',
      code: 'BAD +380671234567',
      subject: '+380671234567',
    });
    const texts = (fault: unknown): string => {
      const { message, advice, code, subject } = fault as CrmError;
      return [message, advice, code, subject].join(' ');
    };
    expect(texts(maskedFault(masking({ maskNumbers: true }), error))).not.toMatch(/671234567/);
    expect(maskedFault(masking({ maskNumbers: 'yes' }), error)).toBe(error);
    expect(maskedFault(masking(undefined), error)).toBe(error);
  });
  test('warnings, refusals and what is skipped are masked; the data are not', () => {
    const on = { ...SETTINGS, maskNumbers: true };
    const query = { ...REQUEST.query, event: '+380671234567' };
    const { event } = receiveWebhook({ ...REQUEST, query, body: CALL }, on, 0);
    expect(event?.warnings.join(' ')).toMatch(/•••/);
    expect(event?.warnings.join(' ')).not.toContain('671234567');
    expect(event?.maskNumbers).toBe(true);
    expect(event?.clientNumber).toMatch(/^\+\d{11,}$/);
    const off = receiveWebhook({ ...REQUEST, query, body: CALL }, { ...on, maskNumbers: false }, 0);
    expect(off.event?.warnings.join(' ')).toContain('671234567');
    expect(off.event).not.toHaveProperty('maskNumbers');
  });
});
