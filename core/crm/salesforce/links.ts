/** Links to records in Salesforce's pages: the org's own host sends on to Lightning. */
import type { Entity } from '../../model/plan';
import { OBJECT_OF } from './endpoints';

/** Hosts of sign-in only. */
const SIGN_IN = /^https:\/\/(login|test)\.salesforce\.com$/i;

export type RecordUrl = (kind: Entity | 'callRecord' | 'task', id: string) => string | null;

/** Takes the API base URL; returns the maker of links, null while the org's host is not known. */
export function recordUrls(baseUrl: string): RecordUrl {
  const known = baseUrl !== '' && !SIGN_IN.test(baseUrl);
  return (kind, id) => (known ? `${baseUrl}/lightning/r/${OBJECT_OF[kind]}/${id}/view` : null);
}
