import type { Payload } from '../host/payload';
import type { OpenAccount } from '../host/product';
import type { Status } from '../host/status';
import type { TypedValue, UpsertSettings, ValueField } from './types';

/** What an operation works with: one message and the node it arrived at. */
export interface Run {
  settings: UpsertSettings;
  account: OpenAccount;
  status: Status;
  payload: Payload;
  messageId: string;
  nodeId: string;
  /** Word of the catalogue for the badge. */
  text(key: string): string;
  /** Value given by hand in the node; null when it is empty. */
  value(field: ValueField): Promise<string | null>;
  typed(typed: TypedValue): Promise<string | null>;
  /** Sends the message with this payload on. */
  finish(payload: Payload, status: string): void;
  /** Sends a further message with this payload. */
  more(payload: Payload): void;
}
