import { toEvent } from '../../../core/event/normalise';
import { withInventedNumbers } from '../../../sandbox/page/sandbox/invented';
import { buildPayload } from '../../../sandbox/ringostat/payloads';
import type { FakeCall } from '../../../sandbox/ringostat/types';

const call: FakeCall = {
  id: 'ua0_-1795168800.4242',
  direction: 'in',
  clientNumber: '380677654321',
  companyNumber: '380441234567',
  status: 'ANSWERED',
  billsec: 94,
  duration: 106,
  waittime: 12,
  startedAt: Date.UTC(2026, 10, 20, 10),
  recordings: ['https://app.ringostat.com/recordings/ua0_-1795168800.4242.mp3?token=secret'],
};
const options = { timeZone: 'Europe/Kyiv', defaultCountry: 'UA', projectId: '1', receivedAt: call.startedAt };

test.each(['P1', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'] as const)(
  'a webhook of the format %s keeps its call, and has another client',
  (family) => {
    const sent = buildPayload(family, call, 'ended');
    const masked = withInventedNumbers(sent) as Record<string, unknown>;
    const text = JSON.stringify(masked);
    expect(text).not.toContain('77654321');
    expect(text).not.toContain('1234567"');
    expect(text).not.toContain('token=');
    const [before, after] = [toEvent(sent, options), toEvent(masked, options)];
    expect(after.clientNumber).toMatch(/^\+38067765\d{4}$/);
    expect(after.clientNumber).not.toBe(before.clientNumber);
    // One format has no id of the call: the product makes one of the payload, and so another.
    const id = (event: typeof before): string | null => (family === 'P6' ? null : event.callId);
    expect({ id: id(after), times: after.times, talk: after.durations }).toEqual({
      id: id(before),
      times: before.times,
      talk: before.durations,
    });
  },
);

test('one number is one invented number, in every notation and as a number', () => {
  const masked = withInventedNumbers({
    a: '+380 67 765 43 21',
    b: '380677654321',
    c: ['(380) 677-654-321'],
    phone: 380677654321,
    client_id: '1122334455.1700000000',
    calldate: '2026-11-20 12:00:00',
  }) as Record<string, unknown>;
  const digits = (value: unknown): string => String(value).replace(/\D/g, '');
  expect(digits(masked['b'])).not.toBe('380677654321');
  for (const name of ['a', 'c', 'phone']) expect(digits(masked[name])).toBe(digits(masked['b']));
  expect(masked).toMatchObject({ client_id: '1122334455.1700000000', calldate: '2026-11-20 12:00:00' });
});
