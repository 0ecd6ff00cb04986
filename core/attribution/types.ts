import type { Entity } from '../model/plan';

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

/** A value for a field that the CRM demands and nothing fills (G-28); written only then. */
export interface FieldDefault {
  entity: FieldMapping['entity'];
  /** API name of the CRM field. */
  field: string;
  value: string;
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
