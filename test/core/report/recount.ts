/**
 * The report counted another way, from what happened and not from the log: for each row and column all calls are gone through
 * again, and looked back and ahead from each. Slow, without state, without a library of dates.
 */
import { EMPLOYEES, type Happened, type Month } from './month';

/** Column → value and ids. */
export type Recounted = Record<string, { value: number; calls: string[] }>;
export type Grouping = 'employee' | 'department' | 'day' | 'hour' | 'pool' | 'utmSource';

const talkOf = (call: Happened): number => call.talks.reduce((sum, { seconds }) => sum + seconds, 0);
const ended = (call: Happened): number => call.at + (call.wait + talkOf(call)) * 1000;
const owner = (call: Happened): string => call.talks.at(-1)?.who ?? call.rung ?? '';

/** What of a client's calls came after his last conversation. */
function sinceTalk(his: Happened[]): Happened[] {
  const last = his.reduce((found, { talks }, index) => (talks.length > 0 ? index : found), -1);
  return his.slice(last + 1);
}

/** Of an outgoing conversation the missed call it answers: the first after the last conversation before it. */
function answers(call: Happened, all: Happened[]): Happened | undefined {
  if (call.client === null || call.direction === 'incoming' || call.talks.length === 0) return undefined;
  const before = all.slice(0, all.indexOf(call)).filter(({ client }) => client === call.client);
  const since = sinceTalk(before);
  return since.find(({ direction }) => direction === 'incoming');
}
/** The missed call is the first one after the client's last conversation of the month. */
function isLeft(call: Happened, all: Happened[]): boolean {
  if (call.client === null || call.direction === 'outgoing' || call.talks.length > 0) return false;
  const his = all.filter(({ client }) => client === call.client);
  const tail = sinceTalk(his);
  return tail.find(({ direction }) => direction === 'incoming') === call;
}

interface Looked {
  all: Happened[];
  /** Callback → the missed call it answers. */
  back: Map<Happened, Happened>;
  first: Set<Happened>;
  left: Set<Happened>;
}
/** What looking back and ahead from each call gives: the same for every row. */
function look(month: Month): Looked {
  const all = month.happened.filter(({ between }) => !between);
  const isFirst = (call: Happened): boolean =>
    call.client !== null && all.find(({ client }) => client === call.client) === call;
  const back = all.flatMap((call): [Happened, Happened][] => {
    const missed = answers(call, all);
    return missed ? [[call, missed]] : [];
  });
  return {
    all,
    back: new Map(back),
    first: new Set(all.filter(isFirst)),
    left: new Set(all.filter((call) => isLeft(call, all))),
  };
}

function figures(looked: Looked, isIn: (call: Happened) => boolean, who: string | null): Recounted {
  const { all } = looked;
  const mine = all.filter(isIn);
  const pick = (test: (call: Happened) => boolean): string[] => mine.filter(test).map(({ id }) => id);
  const count = (calls: string[]): { value: number; calls: string[] } => ({ value: calls.length, calls });
  const mean = (calls: Happened[], of: (call: Happened) => number): { value: number; calls: string[] } => ({
    value: calls.length === 0 ? 0 : Math.round(calls.reduce((sum, call) => sum + of(call), 0) / calls.length),
    calls: calls.map(({ id }) => id),
  });
  const waited = mine.filter(({ direction, talks }) => direction === 'incoming' && talks.length > 0);
  const back = mine.filter((call) => looked.back.has(call));
  const passed = (call: Happened): boolean =>
    who === null
      ? new Set(call.talks.map((talk) => talk.who)).size > 1
      : owner(call) !== who && call.talks.some((talk) => talk.who === who);
  const seconds = (call: Happened): number =>
    call.talks
      .filter((talk) => who === null || talk.who === who)
      .reduce((sum, talk) => sum + talk.seconds, 0);
  const talking = all.filter((call) => seconds(call) > 0 && (who !== null || isIn(call)));
  return {
    incoming: count(pick(({ direction }) => direction === 'incoming')),
    outgoing: count(pick(({ direction }) => direction === 'outgoing')),
    conversations: count(pick(({ talks }) => talks.length > 0)),
    missed: count(pick(({ direction, talks }) => direction === 'incoming' && talks.length === 0)),
    talk: {
      value: talking.reduce((sum, call) => sum + seconds(call), 0),
      calls: talking.map(({ id }) => id),
    },
    wait: mean(waited, ({ wait }) => wait),
    firstClients: count(pick((call) => looked.first.has(call))),
    callbacks: count(back.map(({ id }) => id)),
    callbackTime: mean(back, (call) =>
      Math.max(0, Math.round((call.at - ended(looked.back.get(call)!)) / 1000)),
    ),
    waiting: count(pick((call) => looked.left.has(call))),
    passedOn: count((who === null ? mine : all).filter(passed).map(({ id }) => id)),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();
function clockOf(month: Month, at: number): { day: string; hour: string } {
  const { zone: timeZone } = month;
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  const text = format.format(at);
  return { day: text.slice(0, 10), hour: text.slice(11, 13) };
}
/** Every local date of the month, looked for half an hour at a time. */
function daysOf(month: Month): string[] {
  const days = new Set<string>();
  for (let at = Date.parse(month.span.from); at < Date.parse(month.span.to); at += 1_800_000)
    days.add(clockOf(month, at).day);
  return [...days];
}

/** Rows by label; "" is nobody or none. */
export function recount(month: Month, by: Grouping): Record<string, Recounted> {
  const nameOf = (who: string): string => EMPLOYEES.find(({ id }) => id === who)?.name ?? who;
  const labels: Record<Grouping, (call: Happened) => string> = {
    employee: (call) => nameOf(owner(call)),
    department: ({ department }) => department,
    day: ({ at }) => clockOf(month, at).day,
    hour: ({ at }) => clockOf(month, at).hour,
    pool: ({ pool }) => pool,
    utmSource: ({ source }) => source,
  };
  const counted = month.happened.filter(({ between }) => !between);
  const known = new Map(counted.map((call) => [call, labels[by](call)]));
  const label = (call: Happened): string => known.get(call) ?? '';
  const always: Record<Grouping, () => string[]> = {
    employee: () => [
      ...EMPLOYEES.map(({ name }) => name),
      ...counted.flatMap(({ talks }) => talks.map(({ who }) => nameOf(who))),
    ],
    department: () => [],
    day: () => daysOf(month),
    hour: () => Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
    pool: () => [],
    utmSource: () => [],
  };
  const looked = look(month);
  const rows = [...new Set([...always[by](), ...counted.map(label)])];
  const idOf = (name: string): string => EMPLOYEES.find((employee) => employee.name === name)?.id ?? name;
  return Object.fromEntries(
    rows.map((row) => [
      row,
      figures(looked, (call) => label(call) === row, by === 'employee' ? idOf(row) : null),
    ]),
  );
}

export const recountAll = (month: Month): Recounted => figures(look(month), () => true, null);
