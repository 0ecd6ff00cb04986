/**
 * Names that each org chooses itself: the first open stage, the status of a done task. They are asked for in the very
 * request that needs them, by reference, so they cost no request and are never out of date.
 */
import { queryPart, type Part } from './api';
import type { Job } from './job';

/** A value that the query of this name gives. */
const referenceTo = (name: string): string => `@{${name}.records[0].ApiName}`;
const QUERIES = {
  openStage:
    'SELECT ApiName FROM OpportunityStage WHERE IsActive = true AND IsClosed = false ORDER BY SortOrder LIMIT 1',
  doneStatus: 'SELECT ApiName FROM TaskStatus WHERE IsClosed = true ORDER BY SortOrder LIMIT 1',
};
type Name = keyof typeof QUERIES;
/** Written where the org does not let its lists be read: names of a new org. */
const STANDARD: Record<Name, string> = { openStage: 'Prospecting', doneStatus: 'Completed' };
const NAMES = Object.keys(QUERIES) as Name[];

/** The marks stand in values until they are sent; `plain` of values.ts never lets a user's text look like one. */
export const OPEN_STAGE = '\u0000openStage';
export const DONE_STATUS = '\u0000doneStatus';
const MARKS: Record<string, Name> = { [OPEN_STAGE]: 'openStage', [DONE_STATUS]: 'doneStatus' };

/** The name a value stands for; null for a plain value. */
export const nameOfMark = (value: unknown): Name | null =>
  typeof value === 'string' ? (MARKS[value] ?? null) : null;

/** Takes a value; returns it as it is sent. `standard`: without the queries. */
export function sent<T>(value: T, standard = false): T | string {
  const name = nameOfMark(value);
  if (name === null) return value;
  return standard ? STANDARD[name] : referenceTo(name);
}

/** The queries that the values of these jobs refer to. */
export function defaultQueries(jobs: readonly Pick<Job, 'values'>[]): Part[] {
  const values = new Set(jobs.flatMap((job) => Object.values(job.values)));
  return NAMES.filter((name) =>
    Object.entries(MARKS).some(([mark, of]) => of === name && values.has(mark)),
  ).map((name) => queryPart(name, QUERIES[name]));
}
export { QUERIES as DEFAULT_QUERIES, STANDARD as STANDARD_NAMES };
export const isDefaultQuery = (referenceId: string): boolean => referenceId in QUERIES;
