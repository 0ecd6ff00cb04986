/** An outcome: what came of each step of a plan. Plain JSON that passes between nodes. */
import type { CrmId, Entity, Reason, RowId, StepKind } from './plan';
import type { Worded, Words } from './said';

export type StepStatus = 'created' | 'updated' | 'alreadyThere' | 'skipped' | 'failed';
/** Closed set of error kinds (docs/reference/product.md#error-kinds). */
export type ErrorKind =
  | 'credentialRefused'
  | 'notPermitted'
  | 'notFound'
  | 'invalidField'
  | 'alreadyExists'
  | 'rateLimited'
  | 'temporary'
  | 'permanent'
  | 'outcomeUnknown';
export interface StepError extends Worded<string> {
  kind: ErrorKind;
}
export interface StepOutcome {
  id: string;
  kind: StepKind;
  status: StepStatus;
  recordId: string | null;
  /** Link to the record in the CRM. */
  url: string | null;
  /** `words`: its sentences by code, until somebody words them in another language. */
  reason: Reason & { words?: Words[] };
  error: StepError | null;
  /** The file of the recording is to come: the same event again gets it. */
  recordingLacks?: true;
  /** Dry run and updates: what the record's fields held and what they get (API names). */
  changes: { field: string; before: string | null; after: string | null }[];
}
/** One of several records that carry the client's number. */
export interface Candidate {
  entity: Entity;
  id: string;
  name: string | null;
  /** Link to the record in the CRM. */
  url: string | null;
  /** It is the one that was written to. */
  chosen: boolean;
}
export interface Outcome {
  version: 1;
  crm: CrmId;
  eventKey: string;
  row: RowId | null;
  dryRun: boolean;
  /** True when no step failed. */
  complete: boolean;
  steps: StepOutcome[];
  /** Several records carried the client's number: all of them. Which rule chose is among the notes (G-03). */
  candidates?: Candidate[];
  /** HTTP requests spent. */
  requests: number;
  notes: Reason[];
}
