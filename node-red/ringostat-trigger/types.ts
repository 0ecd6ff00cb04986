import type { EventName } from '../../core/model/event';

/** Settings of Ringostat Trigger, for both halves. */
export interface TriggerNodeSettings {
  version: number;
  name: string;
  project: string;
  /** Under Node-RED's address, e.g. /ringostat; the secret may follow as a last part. */
  path: string;
  receive: 'events' | 'routing';
  events: EventName[];
  /** Names typed in Ringostat that are not the usual ones. */
  keyMap: { variable: string; name: string }[];
  secretIn: 'query' | 'path' | 'basic' | 'any';
  acceptWithoutSecret: boolean;
  /** Addresses separated by commas; empty: any. */
  ipList: string;
  answerType: 'plain' | 'json';
  answerKey: string;
  /** Routing: an empty answer goes out after this many ms when no node has answered. */
  answerWithinMs: number;
  dropInternal: boolean;
  /** Numbers, prefixes and own lines, as typed; flows of 0.1.0 have none. */
  neverRecord?: string;
  /** Flows of 0.1.0 have none: the usual ones. */
  shortAbandonSeconds?: number;
  keepRaw: boolean;
  /** KB. */
  sizeCapKb: number;
  maskNumbers: boolean;
}
