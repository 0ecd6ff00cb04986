import fc from 'fast-check';
import { hasTalk, isRunning, SETTLES_MS } from '../../../core/ringostat/running';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const row = (fields: Record<string, unknown>, minutes: number) => ({
  row: fields,
  at: NOW - minutes * 60_000,
});

test.each([
  ['a running call as a live log shows it', { disposition: 'NO ANSWER', billsec: 0, duration: 0 }, 7, true],
  ['the same as text', { disposition: 'NO ANSWER', billsec: '0' }, 0.1, true],
  ['busy a minute ago', { disposition: 'BUSY', billsec: 0 }, 1, true],
  ['a missed call of ten minutes ago', { disposition: 'NO ANSWER', billsec: 0 }, 10, false],
  ['a clock that runs behind', { disposition: 'NO ANSWER', billsec: 0 }, -2, true],
  ['a row of another year', { disposition: 'NO ANSWER', billsec: 0 }, -600_000, false],
  ['a conversation of a minute ago', { disposition: 'ANSWERED', billsec: 30 }, 2, false],
  ['a voicemail', { disposition: 'VOICEMAIL', billsec: 12 }, 2, false],
  ['told so, however old', { disposition: 'IN PROGRESS', billsec: 0 }, 3000, true],
  ['told so with talk', { disposition: 'CALLING', billsec: 3 }, 3000, true],
  ['few fields: a conversation', { disposition: 'PROPER' }, 1, false],
  ['few fields: missed', { disposition: 'NO ANSWER' }, 1, true],
  ['neither status nor talk asked for', {}, 1, false],
])('%s', (_what, fields, minutes, running) => {
  expect(isRunning(row(fields, minutes), NOW)).toBe(running);
});

test('without a clock only what the status says counts', () => {
  expect(isRunning(row({ disposition: 'NO ANSWER', billsec: 0 }, 1), null)).toBe(false);
  expect(isRunning(row({ disposition: 'in-progress', billsec: 0 }, 1), null)).toBe(true);
});

test('once a row has settled it stays so, and talk settles it at once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3_600_000 }),
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom('NO ANSWER', 'BUSY', 'ANSWERED', 'FAILED'),
      (age, billsec, disposition) => {
        const one = { row: { disposition, billsec }, at: NOW - age };
        expect(hasTalk(one.row)).toBe(billsec > 0);
        expect(isRunning(one, NOW)).toBe(billsec === 0 && age < SETTLES_MS);
      },
    ),
  );
});
