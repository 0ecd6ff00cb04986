import type { NormaliseOptions } from '../event/options';
import type { RingostatEvent } from '../model/event';
import type { CrmProvider } from '../crm/port';
import type { Clock } from '../http/types';
import type { Ringostat } from '../ringostat/client';
import type { Span } from '../ringostat/types';
import type { LogFilter } from './log-events';

/** A call that was still running when it was read. Times are ISO 8601, UTC. */
export interface RunningCall {
  id: string;
  startedAt: string;
}
/** Calls of the span read so far, held against the CRM. */
export interface Compared {
  /** Those whose call record the CRM lacks. */
  lacking: number;
  /** Those it has, but as missed though they were conversations, or without their recording. */
  otherwise: number;
}
/** Where a run stands: plain JSON which the host keeps once it has dealt with the batch that brought it. */
export interface Checkpoint {
  version: 1;
  /** Ringostat's project: the checkpoint of another one tells nothing. */
  projectId: string | null;
  span: Span;
  /** Every call that began before this moment is dealt with, save those of `running`. */
  from: string;
  /** Ids of calls that began at this moment or later and are dealt with. */
  done: string[];
  running: RunningCall[];
  /** Calls of the span dealt with so far. */
  read: number;
  /** Calls of the span; null: not counted yet. */
  total: number | null;
  /** Null: no CRM is asked, or none was yet. */
  compared: Compared | null;
  complete: boolean;
}
export interface Progress {
  read: number;
  total: number;
  /** Whole percent, rounded down: 100 means all. */
  percent: number;
  /** Null: no CRM is asked. */
  compared: Compared | null;
}
export interface ReplayBatch {
  /** Calls to record, oldest first. */
  events: RingostatEvent[];
  progress: Progress;
  /** True for this batch and all before it: keep it when the batch is dealt with. */
  checkpoint: Checkpoint;
  /** What a person should know, each sentence once per run. */
  warnings: string[];
}

export interface ReplayDeps {
  ringostat: Pick<Ringostat, 'windows' | 'count'>;
  /** Calls it has are left out; null: none is. */
  provider: Pick<CrmProvider, 'seen' | 'earlier'> | null;
  clock: Pick<Clock, 'now'>;
  /** How rows become events. */
  event: Omit<NormaliseOptions, 'event' | 'routing' | 'receivedAt'>;
  filter?: LogFilter;
  /** How Ringostat shall answer. Default json. */
  format?: 'json' | 'csv';
  /** Calls of a batch at most: they are one question to the CRM. Default 500. */
  batchSize?: number;
  /** Calls that began within so many ms before now are read again by the next run: the log may learn of them late. */
  overlapMs?: number;
  signal?: AbortSignal | undefined;
}
