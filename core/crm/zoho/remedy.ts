/** Types of a remedy: a change to a part that Zoho refused, after which it is sent again. */
import type { Words } from '../../model/said';
import type { ZohoError } from './errors';
import type { Part } from './parts';
import type { Run } from './run';

export interface Remedied {
  /** The part to try again with. */
  part: Part;
  /** What a person should know of it. */
  note: Words | null;
}
/** Returns the part to try again with, or null when the remedy does not fit. Throws a clearer error. */
export type Remedy = (error: ZohoError, part: Part, run: Run) => Promise<Remedied | null> | Remedied | null;
