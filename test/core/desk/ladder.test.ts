/** When a rung is due: real hours and working hours, nights, weekends and the change of the clock; fields as typed. */
import { DeskError, readDeskHours, readLadder } from '../../../core/desk/read-settings';
import { rungDue } from '../../../core/desk/ladder';
import { SETTINGS } from './kit';

const at = (iso: string): number => Date.parse(iso);
const office = { ...SETTINGS, workingHours: readDeskHours('1-5 09:00-18:00') };

test.each([
  ['every hour counts', SETTINGS, 15, '2026-11-16T23:50:00+02:00', '2026-11-17T00:05:00+02:00'],
  ['inside the working day', office, 15, '2026-11-16T10:00:00+02:00', '2026-11-16T10:15:00+02:00'],
  ['over the night', office, 15, '2026-11-16T17:50:00+02:00', '2026-11-17T09:05:00+02:00'],
  ['missed at night', office, 60, '2026-11-16T22:00:00+02:00', '2026-11-17T10:00:00+02:00'],
  ['over the weekend', office, 60, '2026-11-20T17:30:00+02:00', '2026-11-23T09:30:00+02:00'],
  ['over the change to winter time', office, 60, '2026-10-23T17:30:00+03:00', '2026-10-26T09:30:00+02:00'],
  ['over the change to summer time', office, 60, '2026-03-27T17:30:00+02:00', '2026-03-30T09:30:00+03:00'],
  [
    'a night shift on the day of the change',
    { ...SETTINGS, workingHours: readDeskHours('7 00:00-24:00') },
    240,
    '2026-10-25T01:00:00+03:00',
    '2026-10-25T04:00:00+02:00',
  ],
] as const)('%s', (_what, settings, afterMinutes, missed, due) => {
  expect(new Date(rungDue(at(missed), { afterMinutes, to: 'senior' }, settings)).toISOString()).toBe(
    new Date(at(due)).toISOString(),
  );
});

test('the ladder and the hours as typed', () => {
  expect(readLadder('60 senior, 15 min Substitute')).toEqual([
    { afterMinutes: 15, to: 'substitute' },
    { afterMinutes: 60, to: 'senior' },
  ]);
  expect(readLadder(' ')).toEqual([]);
  for (const bad of ['15', 'senior', '15 boss', '-5 senior'])
    expect(() => readLadder(bad)).toThrow(DeskError);
  expect(readDeskHours('')).toBeNull();
  expect(readDeskHours('1,3,6-7 9:00–18:30')).toEqual({ days: [1, 3, 6, 7], from: '9:00', to: '18:30' });
  for (const bad of ['9-18', '1-5', '5-1 09:00-18:00', '1-5 18:00-09:00', '1-8 09:00-18:00'])
    expect(() => readDeskHours(bad)).toThrow(DeskError);
});
