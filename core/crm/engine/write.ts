/** One record that a plan writes, and what a CRM says of writing it. The way itself is in writer.ts. */
import type { Words } from '../../model/said';
import type { CrmError } from '../../http/errors';
import type { Given } from './mend';
import type { RefusedField } from './refused';
import type { Written } from './run';

/** What a remedy changes in place until the CRM takes it. */
export interface Write {
  /** "creating the contact", for messages. */
  action: Words;
  /** Record to change; null: a new one. */
  id: string | null;
  /** By the vendor's names, links aside. */
  values: Record<string, unknown>;
  /** Values of the step it is of. */
  given: Given;
  /** What a person should know. */
  notes: Words[];
}

/** What became of one write in one request. */
export type Sent<Row = unknown> =
  | { is: 'created'; id: string }
  /** It was there before, or was made by a request of unknown outcome. */
  | ({ is: 'there' } & Stands<Row>)
  /** Its key is taken. */
  | { is: 'exists'; error: CrmError }
  | { is: 'refused'; error: CrmError }
  /** Nobody knows whether it was written. */
  | { is: 'unknown'; error: CrmError }
  /** Not done, and not for a reason of its own. */
  | { is: 'held' };

/** The record that stands for a write. */
export type Stands<Row = unknown> = Pick<Written<Row>, 'id' | 'status' | 'found'>;
/** `changed`: the write itself, to be sent anew; an error: it cannot be written. */
export type Answer<Row = unknown> = Stands<Row> | 'changed' | CrmError;

/**
 * What is tried after a refusal, once for each write unless `times` says otherwise. Changes the write and returns true when it
 * may be taken now, false when nothing helps, null when the refusal is about something else; or the record that stands for the
 * write. Throws a clearer error.
 */
export interface Remedy<W extends Write, Row = never> {
  times?: number;
  /** Looking into it costs a request: that is done so often at most, whether it helps or not. */
  costly?: true;
  try: (write: W, error: CrmError) => Tried<Row> | Promise<Tried<Row>>;
}
export type Tried<Row = never> = boolean | null | Stands<Row>;

/** How a CRM writes records. Every function throws CrmError. */
export interface Writing<W extends Write, Row = unknown> {
  /** The CRM's name in notes. */
  system: string;
  /** Requests that go out side by side, each with what it writes. `alone`: a request for several was held. Absent: one each. */
  waves?: (pending: W[], alone: boolean) => W[][];
  /** Called before a write is first sent, and again whenever it was changed. */
  prepare?: (write: W) => Promise<void>;
  /** A record that makes the write needless; undefined: cannot be told yet, so it is asked again before the next wave. */
  before?: (write: W) => Promise<Stands<Row> | null | undefined>;
  /**
   * Sends one request; returns for each write what became of it. Throws what is the same for all that is left. `repeat`: how
   * often it has been sent with unknown outcome.
   */
  send: (writes: W[], repeat: number) => Promise<Sent<Row>[]>;
  /** After a request of unknown outcome: what is there. A write that lacks in the answer was surely not made. */
  readBack: (writes: W[], error: CrmError, pending: W[]) => Promise<Map<W, Answer<Row>>>;
  /** The key of a write is taken: what holds it. */
  take?: (write: W, error: CrmError, pending: W[]) => Promise<Map<W, Answer<Row>>>;
  /** What was written must be held against what others wrote at the same moment: which record stays. */
  settle?: (write: W, id: string) => Promise<Stands<Row>>;
  /** True for a refusal that says nothing of what was sent: it is sent again. */
  passes?: (error: CrmError) => boolean;
  /** True for a refusal of what was sent, for which remedies are asked. */
  mendable: (error: CrmError) => boolean;
  /** What is told of a request that was held without a reason, again and again. */
  heldError: () => CrmError;
  owner: OwnerRule<W>;
  email: EmailRule<W>;
  /** The vendor's own remedies: before owner and e-mail, and after them. */
  first?: readonly Remedy<W, Row>[];
  then?: readonly Remedy<W, Row>[];
  values: ValueRules<W>;
}

/** Who owns a record, for the remedy that is the same everywhere. */
export interface OwnerRule<W> {
  of: (write: W) => string | null;
  give: (write: W, ownerId: string | null) => void;
  /** True when the refusal is about him. */
  refused: (error: CrmError, write: W, ownerId: string) => boolean | Promise<boolean>;
  /** Why such an owner is refused, and who has what nobody owns; absent: not active, nobody. */
  why?: Words;
  nobody?: Words;
}
export interface EmailRule<W> {
  refused: (error: CrmError, write: W) => boolean;
  leaveOut: (write: W) => void;
}
/** Which values may be changed, and what a refusal says of them. */
export interface ValueRules<W> {
  refused: (error: CrmError, write: W) => RefusedField[];
  /** Keys that keep doubles away: never changed. */
  keys: (write: W) => ReadonlySet<string>;
  /** What the record cannot be without: may be cut, never left out. */
  needed: (write: W) => ReadonlySet<string>;
  /** What was sent, where it is not `values`. */
  sent?: (write: W) => Record<string, unknown>;
  /** Puts a value in place of one that was sent; undefined: none. Absent: into `values`. */
  put?: (write: W, field: string, value: unknown) => void;
}
