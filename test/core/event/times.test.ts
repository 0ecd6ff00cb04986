import { callTimes, readDate } from '../../../core/event/times';
import { secondsOf } from '../../../core/event/text';

const KYIV = 'Europe/Kyiv';
const iso = (text: string, zone = KYIV): string | null =>
  readDate(text, zone)?.toISO({ suppressMilliseconds: true }) ?? null;
const durations = { total: null, talk: null, wait: null };

describe('dates', () => {
  it.each([
    ['2025-01-15 09:00:00', '2025-01-15T09:00:00+02:00'],
    ['2025-07-15 09:00:00', '2025-07-15T09:00:00+03:00'],
    ['2025-07-15T09:00:00', '2025-07-15T09:00:00+03:00'],
    ['2019-06-02T09:13:43+0300', '2019-06-02T09:13:43+03:00'],
    ['2025-01-15T09:00:00+0300', '2025-01-15T08:00:00+02:00'],
    ['2025-01-15 09:00:00 +0300', '2025-01-15T08:00:00+02:00'],
    ['2025-01-15T07:00:00Z', '2025-01-15T09:00:00+02:00'],
    ['15.01.2025 09:00:00', '2025-01-15T09:00:00+02:00'],
    ['15.01.2025 09:00', '2025-01-15T09:00:00+02:00'],
    ['1736924400', '2025-01-15T09:00:00+02:00'],
    ['1736924400000', '2025-01-15T09:00:00+02:00'],
    ['1736924400505487', '2025-01-15T09:00:00.505+02:00'],
    ['01/15/2025 9:00:00 AM', '2025-01-15T09:00:00+02:00'],
    ['01/15/2025 09:00:00 PM', '2025-01-15T21:00:00+02:00'],
    ['15/01/2025 9:00 p.m.', '2025-01-15T21:00:00+02:00'],
    ['1/15/2025 12:00:00 AM', '2025-01-15T00:00:00+02:00'],
    ['2025-01-15 12:30:00\u202fpm', '2025-01-15T12:30:00+02:00'],
    ['15/01/2025 09:00', '2025-01-15T09:00:00+02:00'],
    // A day is no moment, and a time of day none either: midnight and today would be invented.
    ['2025-01-15', null],
    ['15.01.2025', null],
    ['01/15/2025', null],
    ['20250115', null],
    ['09:00:00', null],
    ['9:00 AM', null],
    ['T09:00', null],
    ['2025', null],
    ['20250115T090000', '2025-01-15T09:00:00+02:00'],
    [`2025-01-15 ${' '.repeat(20_000)}09:00`, null],
    // The hour that does not exist: clocks went from 3:00 to 4:00.
    ['2025-03-30 03:30:00', '2025-03-30T04:30:00+03:00'],
    ['yesterday', null],
    ['2025-13-45 09:00:00', null],
    ['0001-01-01 00:00:00', null],
  ])('%s', (text, expected) => expect(iso(text)).toBe(expected));

  it('tells the two halves of the repeated hour by the call id', () => {
    // 26 Oct 2025 03:30 is there twice in Kyiv: 00:30Z (summer) and 01:30Z (winter).
    const at = (seconds: number): string | null =>
      callTimes(
        {
          start: '2025-10-26 03:30:00',
          answer: null,
          end: null,
          callId: `ua0_-${seconds}.1`,
          durations,
          ended: false,
        },
        KYIV,
      ).times.startedAt;
    expect(at(Date.UTC(2025, 9, 26, 0, 30) / 1000)).toBe('2025-10-26T03:30:00+03:00');
    expect(at(Date.UTC(2025, 9, 26, 1, 30) / 1000)).toBe('2025-10-26T03:30:00+02:00');
  });
  it('crosses the change of clocks by elapsed time', () => {
    const { times } = callTimes(
      {
        start: '2025-10-26 03:59:30',
        answer: null,
        end: null,
        callId: 'ua0_-1761440370.1',
        durations: { total: 60, talk: 50, wait: 10 },
        ended: true,
      },
      KYIV,
    );
    expect(times).toEqual({
      startedAt: '2025-10-26T03:59:30+03:00',
      answeredAt: '2025-10-26T03:59:40+03:00',
      endedAt: '2025-10-26T03:00:30+02:00',
    });
  });
  it('warns when the zone looks wrong, and only then', () => {
    const warn = (start: string): string[] =>
      callTimes({ start, answer: null, end: null, callId: 'ua0_-1731315881.1', durations, ended: true }, KYIV)
        .warnings;
    expect(warn('2024-11-11 09:04:41')[0]).toMatch(/120 min off the call id: is Europe\/Kyiv the time zone/);
    expect(warn('2024-11-11 11:04:45')).toEqual([]);
    expect(warn('2024-08-13 14:00:00')).toEqual([]);
    expect(warn('no date')[0]).toMatch(/could not be read/);
  });
  it.each(['2024-11-11', '11:04:41', '11/11/2024', 'soon', '11.11.2024 um 11', ''])(
    'lets the call id decide where the date is "%s"',
    (start) => {
      const call = { start: start || null, answer: null, end: null, callId: 'ua0_-1731315881.1', durations };
      expect(callTimes({ ...call, ended: true }, KYIV).times.startedAt).toBe('2024-11-11T11:04:41+02:00');
    },
  );
  it('takes the start from the call id when there is no date', () => {
    expect(
      callTimes(
        { start: null, answer: null, end: null, callId: 'kz1_-1731315881.1', durations, ended: true },
        'Asia/Almaty',
      ).times.startedAt,
    ).toBe('2024-11-11T14:04:41+05:00');
  });
});

it('reads seconds in every spelling', () => {
  expect(
    ['12', 12, '12.6', '00:01:10', '1:10', '', null, '-5', 'x', [], {}, NaN, Infinity].map(secondsOf),
  ).toEqual([12, 12, 13, 70, 70, null, null, null, null, null, null, null, null]);
});
