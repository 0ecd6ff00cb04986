import type { FakeRingostat } from '../../../sandbox/ringostat/types';
import type { Host } from '../types';

/** Fields of the operation, as both hosts store them. */
export interface ReportSettings {
  kind: 'perEmployee' | 'perGroup';
  period?: string;
  from?: string;
  to?: string;
  groups?: string[];
  result?: 'rows' | 'report';
  language?: string;
  neverRecord?: string;
}
export type Row = Record<string, unknown> & { name: string; calls: Record<string, string[]> };
export interface Forms {
  rows: Row[];
  csv: string;
  html: string;
  text: string;
}
/** A host with the node Ringostat in it, by itself. */
export interface ReportHost {
  host: Host;
  /** What the node gives, and what it warns of. Throws with the message of its fault. */
  report(
    settings: ReportSettings,
    ringostat: FakeRingostat,
  ): Promise<{ given: Row[] | Forms; warned: string[] }>;
  close(): Promise<void>;
}
