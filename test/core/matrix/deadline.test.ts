import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dueAt, validWorkingHours } from '../../../core/matrix/deadline';
import type { WorkingHours } from '../../../core/matrix/types';

const ZONE = 'Europe/Kyiv';
const office: WorkingHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

describe('plain hours', () => {
  it('adds real hours and answers in the zone of the project', () => {
    expect(dueAt('2026-11-20T12:02:00Z', ZONE, 4, null)).toBe('2026-11-20T18:02:00+02:00');
    expect(dueAt('2026-11-20T14:02:00+02:00', ZONE, 0, null)).toBe('2026-11-20T14:02:00+02:00');
  });
  it('crosses both changes of the clock', () => {
    // Kyiv: 29 March 2026 03:00 → 04:00, 25 October 2026 04:00 → 03:00.
    expect(dueAt('2026-03-29T01:00:00+02:00', ZONE, 4, null)).toBe('2026-03-29T06:00:00+03:00');
    expect(dueAt('2026-10-25T02:00:00+03:00', ZONE, 4, null)).toBe('2026-10-25T05:00:00+02:00');
  });
});

describe('working hours', () => {
  it.each([
    ['inside a day', '2026-11-18T10:00:00+02:00', 4, '2026-11-18T14:00:00+02:00'],
    ['ends with the day', '2026-11-18T14:00:00+02:00', 4, '2026-11-18T18:00:00+02:00'],
    ['goes on the next day', '2026-11-18T16:30:00+02:00', 4, '2026-11-19T11:30:00+02:00'],
    ['skips the weekend', '2026-11-20T16:00:00+02:00', 4, '2026-11-23T11:00:00+02:00'],
    ['starts at the opening', '2026-11-18T03:00:00+02:00', 1, '2026-11-18T10:00:00+02:00'],
    ['starts after closing', '2026-11-18T20:00:00+02:00', 1, '2026-11-19T10:00:00+02:00'],
    ['starts on Sunday', '2026-11-22T12:00:00+02:00', 4, '2026-11-23T13:00:00+02:00'],
    ['no hours: the next working moment', '2026-11-22T12:00:00+02:00', 0, '2026-11-23T09:00:00+02:00'],
    ['several days', '2026-11-16T09:00:00+02:00', 20, '2026-11-18T11:00:00+02:00'],
  ])('%s', (_name, start, hours, due) => {
    expect(dueAt(start, ZONE, hours, office)).toBe(due);
  });

  it('keeps the wall clock over a weekend with a change of the clock', () => {
    expect(dueAt('2026-03-27T17:00:00+02:00', ZONE, 4, office)).toBe('2026-03-30T12:00:00+03:00');
    expect(dueAt('2026-10-23T17:00:00+03:00', ZONE, 4, office)).toBe('2026-10-26T12:00:00+02:00');
  });

  it('counts real hours inside a day of a change', () => {
    const always: WorkingHours = { days: [7], from: '00:00', to: '24:00' };
    expect(dueAt('2026-03-29T00:00:00+02:00', ZONE, 4, always)).toBe('2026-03-29T05:00:00+03:00');
    // 29 March has 23 hours, so the 24th working hour is on the next Sunday.
    expect(dueAt('2026-03-29T00:00:00+02:00', ZONE, 24, always)).toBe('2026-04-05T01:00:00+03:00');
  });

  it('always ends in working time, and never before the start', () => {
    const starts = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 60 }), (start, hours) => {
        const due = DateTime.fromISO(dueAt(start.toISOString(), ZONE, hours, office), { zone: ZONE });
        const minutes = due.hour * 60 + due.minute;
        expect(office.days).toContain(due.weekday);
        expect(minutes).toBeGreaterThanOrEqual(9 * 60);
        expect(minutes).toBeLessThanOrEqual(18 * 60);
        expect(due.toMillis()).toBeGreaterThanOrEqual(Math.floor(start.getTime() / 1000) * 1000);
      }),
    );
  });
});

it.each([
  [null, false],
  [office, true],
  [{ ...office, days: [] }, false],
  [{ ...office, days: [8] }, false],
  [{ ...office, to: '09:00' }, false],
  [{ ...office, from: '9 am' }, false],
  [{ ...office, from: '24:30' }, false],
  [{ ...office, to: '24:00' }, true],
] as const)('valid working hours: %j → %s', (hours, valid) => {
  expect(validWorkingHours(hours && { ...hours, days: [...hours.days] })).toBe(valid);
});
