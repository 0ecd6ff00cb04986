/** What a person reads first of an item: what happened, what came of it, and why. Plain JSON that passes between nodes. */
import type { RowId } from './plan';

/** One record, written or planned. */
export interface SummaryLine {
  /** "Created: deal". */
  what: string;
  /** Link to the record in the CRM; null while there is none. */
  link: string | null;
  /** Name of the owner it has got, else the id of the CRM user; null when nobody, or not known. */
  owner: string | null;
  why: string;
}
export interface Summary {
  /** One or two sentences. */
  text: string;
  /** The client's number, E.164, else e-mail, else what was sent. */
  client: string | null;
  row: RowId | null;
  result: SummaryLine[];
  /** HTTP requests to the CRM so far. */
  requests: number;
}
