/** What a comparison of two tables is made of and what it gives. */
import type { MatrixOptions, MatrixTable, PresetId } from '../matrix/types';
import type { Entity, TaskRole } from '../model/plan';
import type { SeveralPolicy } from '../model/client';
import type { Team } from '../model/team';

/** A table as Apply Matrix uses it. */
export interface Side {
  table: MatrixTable;
  preset: PresetId;
  /** The CRM's call record is itself a task. */
  callRecordIsTask: boolean;
  options: MatrixOptions;
}
/** How the client is found, as Find Responsible Manager has it. */
export interface Finding {
  team: Team;
  order: readonly Entity[];
  several: SeveralPolicy;
  /** Looked for beside those of the order. */
  entities: readonly Entity[];
}
/** What a call leaves in the CRM; `attribution.deal`: the marks of a deal that was there are filled. */
export type Thing =
  Entity | 'callRecord' | `task.${TaskRole}` | `attribution.${Entity}` | 'missed.close' | 'missed.note';
export interface Left {
  thing: Thing;
  /** CRM user id. */
  owner: string | null;
  /** Of tasks. */
  state: 'open' | 'done' | null;
  reason: string;
}
/** What one table does with one call. */
export interface Verdict {
  left: Left[];
  /** Reasons of what is not done, the choice of the row first. */
  notes: string[];
}
/** `more`: only B leaves it; `less`: only A does. */
export type DifferenceKind = 'more' | 'less' | 'owner' | 'state';
export interface Difference {
  kind: DifferenceKind;
  thing: Thing;
  call: ComparedCall;
  a: Left | null;
  b: Left | null;
  /** Why, under A and under B. */
  reasonA: string;
  reasonB: string;
}
export interface ComparedCall {
  /** Ringostat's call id. */
  id: string;
  /** As the settings say: whole or masked; null: hidden. */
  number: string | null;
  startedAt: string | null;
}
export interface Comparison {
  calls: number;
  /** Calls with at least one difference. */
  differing: number;
  /** Calls for which a table leaves nothing at all. */
  nothing: { a: number; b: number };
  /** Calls whose call record the CRM has already. */
  recorded: number;
  differences: Difference[];
  /** HTTP requests to the CRM. */
  requests: number;
}
