/** What rows of a report stand for. A grouping is one entry here and its text `report.by.<id>`. */
import { DateTime } from 'luxon';
import type { CountedCall, Scope, Whose } from './types';

export interface Group {
  /** Rows a call belongs to; of employees a transferred call has several, the last one's it is. */
  of(call: CountedCall, zone: string): Whose;
  /** Rows that are there without any call, in the order in which they are shown. */
  always?(options: Scope): Whose[];
  /** Rows stand in the order of their keys; else by the number of calls. */
  inOrder?: true;
}

const named = (name: string | null): Whose => ({ key: name ?? '', name });
const local = (ms: number, zone: string): DateTime => DateTime.fromMillis(ms, { zone });
const hour = (number: number): Whose => named(String(number).padStart(2, '0'));

/** Days of the span in its zone, as people count them: a day the clocks change is one day. */
function daysOf({ span, timeZone }: Scope): Whose[] {
  const days: Whose[] = [];
  const end = Date.parse(span.to);
  for (
    let day = local(Date.parse(span.from), timeZone).startOf('day');
    day.toMillis() < end;
    day = day.plus({ days: 1 }).startOf('day')
  )
    days.push(named(day.toISODate()));
  return days;
}

export const GROUPS = {
  employee: {
    of: ({ talkers }) => talkers[talkers.length - 1]?.whose ?? named(null),
    always: ({ employees }) => employees.map(({ id, name }) => ({ key: `id ${id}`, name })),
  },
  department: { of: ({ department }) => named(department) },
  day: {
    of: ({ startedAt }, zone) => named(local(startedAt, zone).toISODate()),
    always: daysOf,
    inOrder: true,
  },
  hour: {
    of: ({ startedAt }, zone) => hour(local(startedAt, zone).hour),
    always: () => Array.from({ length: 24 }, (_, number) => hour(number)),
    inOrder: true,
  },
  pool: { of: ({ pool }) => named(pool) },
  utmSource: { of: ({ utmSource }) => named(utmSource) },
} as const satisfies Record<string, Group>;

export type GroupBy = keyof typeof GROUPS;
export const GROUP_IDS = Object.keys(GROUPS) as readonly GroupBy[];
export const groupOf = (by: GroupBy): Group => GROUPS[by];
