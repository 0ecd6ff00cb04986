/** Random months of a project: what truly happened, and the rows Ringostat's log has of it. */
import type { Direction } from '../../../core/model/event';
import type { Employee } from '../../../core/model/team';
import type { CallRow, CallWindow, Span } from '../../../core/ringostat/types';
import { logTime } from '../../../sandbox/ringostat/texts';

/** Clocks change by an hour, by half an hour, south of the equator, or never. */
const ZONES = [
  'Europe/Kyiv',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kolkata',
  'UTC',
];
const CLIENTS = ['380671234567', '380501234567', '48501234567', '380441112233', '14155550123', '3700', ''];
const DEPARTMENTS = ['Sales', 'Support', ''];
const POOLS = ['Google', 'Wholesale', ''];
const SOURCES = ['google', 'facebook', ''];
const LINE = '380443334455';

export const EMPLOYEES: Employee[] = ['Olena Koval', 'Petro Bondar', 'Iryna Sova', 'Taras Nil'].map(
  (name, index) => ({
    id: String(101 + index),
    name,
    email: `e${index}@example.com`,
    extension: String(201 + index),
    main: [`shop_e${index}`],
    additional: [],
    crmUserId: null,
    active: true,
    distributeMissed: false,
    substitute: null,
  }),
);

/** What happened, told without Ringostat's words. */
export interface Happened {
  id: string;
  at: number;
  direction: Direction;
  /** Seconds. */
  wait: number;
  /** Who talked and how long, in order; nobody: missed. */
  talks: { who: string; seconds: number }[];
  /** Whom the log names of a missed call. */
  rung: string | null;
  client: string | null;
  between: boolean;
  department: string;
  pool: string;
  source: string;
}
export interface Month {
  zone: string;
  span: Span;
  happened: Happened[];
  windows(): AsyncGenerator<CallWindow, void, undefined>;
}

/** A row of numbers that is the same for a seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Local midnight of a date, found by looking: no library of dates is trusted here. */
function midnight(date: string, zone: string): number {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  for (let at = Date.parse(`${date}T00:00:00Z`) - 15 * 3_600_000; ; at += 1_800_000)
    if (format.format(at).slice(0, 10) >= date) return at;
}

const STRANGER = 'shop_nobody_knows';
const WHO = [...EMPLOYEES.map(({ id }) => id), STRANGER];

function happens(pick: (below: number) => number, index: number, at: number): Happened {
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T;
  const kind = pick(20);
  const between = kind === 0;
  const count = kind > 10 ? 0 : kind > 2 ? 1 : 2 + pick(2);
  const talks = Array.from({ length: between ? 1 : count }, () => ({
    who: between ? EMPLOYEES[1]!.id : one(WHO),
    seconds: 1 + pick(400),
  }));
  const client = one(CLIENTS);
  return {
    id: `ua0_-${Math.floor(at / 1000)}.${index}`,
    at,
    direction: pick(2) === 0 ? 'incoming' : 'outgoing',
    wait: pick(90),
    talks,
    rung: pick(2) === 0 ? one(WHO) : null,
    client: between || client === '' ? null : client,
    between,
    department: one(DEPARTMENTS),
    pool: one(POOLS),
    source: one(SOURCES),
  };
}

function rowOf(call: Happened, zone: string): CallRow {
  const incoming = call.direction === 'incoming';
  // Between employees both sides are a login.
  const outside = call.between ? 'shop_e0' : (call.client ?? 'anonymous');
  const inside = call.between ? 'shop_e1' : LINE;
  const named =
    call.talks.length > 0 ? call.talks.map(({ who }) => who) : call.rung === null ? [] : [call.rung];
  const talk = call.talks.map(({ seconds }) => seconds);
  const ids = named.map((who) => (who === STRANGER ? '' : who));
  return {
    uniqueid: call.id,
    calldate: logTime(call.at, zone),
    call_type: incoming ? 'in' : 'out',
    caller: incoming ? outside : inside,
    dst: incoming ? inside : outside,
    disposition: talk.length > 0 ? 'ANSWERED' : 'NO ANSWER',
    billsec: talk.length > 0 ? talk.join(',') : 0,
    waittime: String(call.wait),
    duration: call.wait + talk.reduce((sum, seconds) => sum + seconds, 0),
    employee_number: ids.join(','),
    connected_with: named.map((who) => (who === STRANGER ? STRANGER : '')).join(','),
    department: call.department,
    pool_name: call.pool,
    utm_source: call.source,
  };
}

export function monthOf(seed: number): Month {
  const pick = numbers(seed);
  const zone = ZONES[pick(ZONES.length)]!;
  const [year, month] = [2015 + pick(12), 1 + pick(12)];
  const two = (value: number): string => String(value).padStart(2, '0');
  const first = (offset: number): string => {
    const after = month + offset;
    return after > 12 ? `${year + 1}-01-01` : `${year}-${two(after)}-01`;
  };
  const [from, to] = [midnight(first(0), zone), midnight(first(1), zone)];
  const count = pick(70);
  // Whole seconds, as the log has them, and now and then two calls in one.
  const seconds = Math.floor((to - from) / 1000);
  const starts = Array.from({ length: count }, () => from + pick(seconds) * 1000);
  const happened = starts
    .map((at, index) => happens(pick, index, index > 0 && pick(12) === 0 ? starts[index - 1]! : at))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return {
    zone,
    span: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    happened,
    async *windows() {
      await Promise.resolve();
      for (let day = from; day < to; day += 86_400_000) {
        const rows = happened
          .filter(({ at }) => at >= day && at < day + 86_400_000)
          .reverse()
          .map((call) => ({ row: rowOf(call, zone), id: call.id, at: call.at }))
          .sort((a, b) => a.at - b.at);
        yield { rows, until: new Date(day).toISOString(), warnings: [] };
      }
    },
  };
}
