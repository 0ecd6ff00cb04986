import type { Org } from '../org';
import type { Session } from '../session';
import type { DuplicateRule } from '../types';
import type { ErrorEntry } from '../errors';

/** Errors ordered by a test for the next saves of an object. */
export interface OrderedRefusal {
  object: string;
  error: ErrorEntry;
  left: number;
}
/** What a save needs to know besides its values. */
export interface SaveContext {
  org: Org;
  session: Session;
  /** Lower-case names. */
  headers: Record<string, string>;
  duplicateRules: DuplicateRule[];
  /** Name of the matches in DUPLICATES_DETECTED. */
  duplicateKey: 'duplicateResut' | 'duplicateResult';
  /** Owner of the active lead assignment rule. */
  leadAssignment: string | null;
  ordered: OrderedRefusal[];
}
