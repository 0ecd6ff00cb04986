/** The six fields Ringostat passes on; written only when all six of a record are empty (scenarios.md §2). */
export const ATTRIBUTION_FIELDS = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'google_client_id',
] as const;
export type AttributionField = (typeof ATTRIBUTION_FIELDS)[number];
export type Attribution = Record<AttributionField, string | null>;

import type { Entity } from '../plan/types';

/** Where a mapped value comes from. */
export type MappingSource =
  | { type: 'variable'; name: string }
  /** HTML names of form fields; the first that is filled wins. */
  | { type: 'formField'; names: string[] }
  | { type: 'constant'; value: string };

/** One line of the Upsert node's field mapping: a value into one CRM field of one entity. */
export interface FieldMapping {
  entity: Entity | 'callRecord' | 'task';
  /** API name of the CRM field. */
  field: string;
  source: MappingSource;
}

/** "If variable = / contains / matches value then pipeline and stage"; first matching rule wins (G-10). */
export interface PipelineRule {
  /** Ringostat variable, or form field as `form.<name>`. */
  variable: string;
  operator: 'equals' | 'contains' | 'matches';
  value: string;
  pipeline: string;
  stage: string;
}
export interface PipelineChoice {
  pipeline: string | null;
  stage: string | null;
}
