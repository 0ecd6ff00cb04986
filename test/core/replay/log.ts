/** A call log in this process, as the API keeps it: dates without offset, both ends of a window in it, a cap. */
import { DateTime } from 'luxon';
import type { Clock } from '../../../core/http/types';
import { createRingostat, type Ringostat } from '../../../core/ringostat/client';
import type { CallRow } from '../../../core/ringostat/types';
import { fakeHttp, type Asked } from '../ringostat/fake';

/** What Ringostat takes dates without offset for: an instant in a zone, or the text on the clock. */
export type Meaning = 'Europe/Kyiv' | 'UTC' | 'text';
export interface LogCall {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  running?: boolean;
}
export const ZONE = 'Europe/Kyiv';
const FORMAT = 'yyyy-MM-dd HH:mm:ss';

export const idAt = (at: number, n: number): string => `ua0_-${Math.floor(at / 1000)}.${n}`;
const rowOf = ({ id, at, running }: LogCall): CallRow => ({
  uniqueid: id,
  calldate: DateTime.fromMillis(at, { zone: ZONE }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ"),
  caller: '380671234567',
  dst: '380440000002',
  call_type: 'in',
  // A row without talk may be one of a running call for ten minutes (test/core/ringostat/running.test.ts).
  disposition: running ? 'IN PROGRESS' : 'ANSWERED',
  billsec: running ? 0 : 11,
});
const csvOf = (rows: CallRow[]): string =>
  [
    'uniqueid;calldate;caller;dst;call_type;disposition;billsec',
    ...rows.map((row) => Object.values(row).join(';')),
  ].join('\n');

export interface FakeLog {
  ringostat: Ringostat;
  asked: Asked[];
  /** Rows of the fullest answer. */
  fullest(): number;
}

/** Takes the calls as they are at the time of asking; answers cut at the cap, as Ringostat's are. */
export function fakeLog(calls: () => Iterable<LogCall>, meaning: Meaning = ZONE, cap = 6500): FakeLog {
  let fullest = 0;
  const { http, asked } = fakeHttp(({ query = {} }) => {
    const [from = '', to = ''] = [query.from, query.to];
    const ms = (text: string): number =>
      DateTime.fromFormat(text, FORMAT, { zone: meaning === 'text' ? ZONE : meaning }).toMillis();
    const [first, last] = [ms(from), ms(to)];
    const isIn = ({ at }: LogCall): boolean => {
      if (meaning !== 'text') return at >= first && at <= last;
      const shown = DateTime.fromMillis(at, { zone: ZONE }).toFormat(FORMAT);
      return shown >= from && shown <= to;
    };
    const rows = [...calls()]
      .filter(isIn)
      .sort((a, b) => a.at - b.at)
      .slice(0, cap)
      .map(rowOf);
    fullest = Math.max(fullest, rows.length);
    return query.export_type === 'csv' ? csvOf(rows) : rows;
  });
  const files = (): Promise<never> => Promise.reject(new Error('no files'));
  return {
    ringostat: createRingostat({ http, files, projectId: '11111', timeZone: ZONE, cap }),
    asked,
    fullest: () => fullest,
  };
}

/** A clock that stands still until it is moved. */
export const clockAt = (ms: number): Pick<Clock, 'now'> & { at: number } => ({
  at: ms,
  now() {
    return this.at;
  },
});
