import type { SandboxAnswer } from '../../common/types';
import type { SaveContext } from '../write/types';

/** One call of the API: the request itself, or a part of a composite. */
export interface ApiCall {
  method: string;
  /** Segments after the version: ['sobjects', 'Lead', '00Q…']. */
  path: string[];
  /** As in the URL, with its v: "v67.0". */
  version: string;
  query: URLSearchParams;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: unknown;
}
export interface ApiContext extends Omit<SaveContext, 'headers'> {
  /** API calls of the last 24 h and how many there may be. */
  usage: () => { used: number; max: number };
  /** Milliseconds that SOSL does not see what was written. */
  searchLagMs: number;
}
/** Null: there is no such resource. */
export type ApiHandler = (context: ApiContext, call: ApiCall) => SandboxAnswer | null;

export const saveContext = (context: ApiContext, { headers }: ApiCall): SaveContext => ({
  ...context,
  headers,
});
