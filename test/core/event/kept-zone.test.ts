/** The zone that remembers its offsets, against luxon's own. */
import { DateTime, IANAZone } from 'luxon';
import { keptZone } from '../../../core/event/kept-zone';

const MONTH_MS = 30 * 24 * 3_600_000;
/** Odd ones: half hours, quarters, a day left out, changes in a single year. */
const ZONES = [
  'Europe/Kyiv',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'America/Caracas',
  'Asia/Pyongyang',
  'Pacific/Apia',
  'Asia/Tehran',
];

/** First moments of another offset between 2000 and 2040, by luxon. */
function changesOf(zone: IANAZone): number[] {
  const found: number[] = [];
  for (let ts = Date.UTC(2000, 0, 2); ts < Date.UTC(2040, 0, 1); ts += MONTH_MS) {
    let [low, high] = [ts, ts + MONTH_MS];
    if (zone.offset(low) === zone.offset(high)) continue;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (zone.offset(middle) === zone.offset(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

test.each(ZONES)('%s has the offsets of luxon on both sides of each change, in any order', (name) => {
  const own = IANAZone.create(name);
  const changes = changesOf(own);
  expect(changes.length).toBeGreaterThan(0);
  const moments = changes.flatMap((at) => [at, at - 1, at + 899_999, at - 900_000, at + 1]);
  const kept = keptZone(name);
  for (const ts of [...moments, ...moments.reverse()])
    expect([ts, kept.offset(ts)]).toEqual([ts, own.offset(ts)]);
});

test.each(['utc', 'UTC', 'UTC+3', 'Europe/Kyiv', 'Nowhere/At_All'])(
  '%s is the zone that luxon means',
  (name) => {
    const [one, other] = [
      DateTime.fromMillis(1e12, { zone: keptZone(name) }),
      DateTime.fromMillis(1e12, { zone: name }),
    ];
    expect([one.toISO(), one.zoneName, one.isValid]).toEqual([other.toISO(), other.zoneName, other.isValid]);
  },
);
