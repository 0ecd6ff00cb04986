import type { FieldDefault, FieldMapping, PipelineChoice, PipelineRule } from '../attribution/types';
import type { RingostatEvent } from '../model/event';
import type { Entity, Plan } from '../model/plan';
import type { Client } from '../model/client';
import type { WorkMemory } from './recent';

/** Settings of the Upsert node. */
export interface ApplySettings {
  mapping: FieldMapping[];
  /** For what the CRM demands and nothing fills; absent: none. */
  defaults?: FieldDefault[];
  pipelineRules: PipelineRule[];
  /** Pipeline and stage of a new deal when no rule fits; null = the CRM's default. */
  defaultPipeline: PipelineChoice;
  /** Name templates with {placeholders}, over the plan's names; absent or empty: the plan's. */
  names: Partial<Record<Entity, string>>;
}
export interface ApplyInput {
  plan: Plan;
  event: RingostatEvent;
  client: Client;
  /** CRM user id of the senior: gets what the CRM does not let its owner have. */
  senior?: string | null;
  settings: ApplySettings;
  dryRun: boolean;
  memory: WorkMemory;
  /** Names the CRM account in the memory and the lanes; the same as findResponsible's. */
  accountKey: string;
}
