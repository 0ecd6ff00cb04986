/** Fields of several dialogs that are checked alike. */
import { neverRecordRefusal, readNeverRecord } from '../../core/event/never-record-entries';

/** False for a prefix so short that it would silence everybody; a flow of 0.1.0 has no such field. */
export const usableNeverRecord = (typed: unknown): boolean =>
  neverRecordRefusal(readNeverRecord(String(typed ?? ''))) === null;
