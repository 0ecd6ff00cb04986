/**
 * Columns of the report. A column is one entry here and its texts `report.column.<id>` and `report.about.<id>`: rows, pages, CSV,
 * messages and docs follow.
 */
import type { Share } from './types';

export interface Column {
  unit: 'calls' | 'clients' | 'seconds';
  /** What is shown of the numbers of all shares: how many there are, their sum, their mean rounded to whole seconds. */
  show: 'count' | 'sum' | 'mean';
  /** Null: the share has no part in it. */
  of(share: Share): number | null;
  /** Told in messages and at the head of pages. */
  told?: true;
  /** Known only when the whole span was read. */
  atEnd?: true;
}

const counted = (holds: boolean): number | null => (holds ? 1 : null);

export const COLUMNS = {
  incoming: {
    unit: 'calls',
    show: 'count',
    of: ({ own, call }) => counted(own && call.direction === 'incoming'),
  },
  outgoing: {
    unit: 'calls',
    show: 'count',
    of: ({ own, call }) => counted(own && call.direction === 'outgoing'),
  },
  conversations: {
    told: true,
    unit: 'calls',
    show: 'count',
    of: ({ own, call }) => counted(own && call.talked),
  },
  missed: {
    told: true,
    unit: 'calls',
    show: 'count',
    of: ({ own, call }) => counted(own && !call.talked && call.direction === 'incoming'),
  },
  talk: { told: true, unit: 'seconds', show: 'sum', of: ({ talk }) => (talk > 0 ? talk : null) },
  wait: {
    unit: 'seconds',
    show: 'mean',
    of: ({ own, call }) => (own && call.talked && call.direction === 'incoming' ? call.wait : null),
  },
  firstClients: { unit: 'clients', show: 'count', of: ({ own, first }) => counted(own && first) },
  callbacks: {
    told: true,
    unit: 'calls',
    show: 'count',
    of: ({ own, calledBackAfter }) => counted(own && calledBackAfter !== null),
  },
  callbackTime: {
    unit: 'seconds',
    show: 'mean',
    of: ({ own, calledBackAfter }) => (own ? calledBackAfter : null),
  },
  waiting: { told: true, unit: 'clients', show: 'count', of: ({ waiting }) => counted(waiting), atEnd: true },
  passedOn: { unit: 'calls', show: 'count', of: ({ passedOn }) => counted(passedOn) },
} as const satisfies Record<string, Column>;

export type ColumnId = keyof typeof COLUMNS;
export const COLUMN_IDS = Object.keys(COLUMNS) as readonly ColumnId[];
export const columnOf = (id: ColumnId): Column => COLUMNS[id];
