import type { FieldDefault, FieldMapping, PipelineRule } from '../../core/attribution/types';
import type { Entity, Language } from '../../core/model/plan';

export type Resource = 'plan' | Entity | 'task' | 'call' | 'missed' | 'account';
export type Operation =
  | 'apply'
  | 'preview'
  | 'upsert'
  | 'get'
  | 'create'
  | 'getMany'
  | 'complete'
  | 'reassign'
  | 'log'
  | 'sweep'
  | 'health'
  | 'ensureFields';
/** Operations of each resource; the first is chosen when the resource changes. */
export const OPERATIONS: Record<Resource, readonly Operation[]> = {
  plan: ['apply', 'preview'],
  contact: ['upsert', 'get'],
  company: ['upsert', 'get'],
  lead: ['upsert', 'get'],
  deal: ['upsert', 'get'],
  task: ['create', 'getMany', 'complete', 'reassign'],
  call: ['log'],
  missed: ['sweep'],
  account: ['health', 'ensureFields'],
};

/** Values given by hand, each a TypedInput. */
export const VALUE_FIELDS = [
  'recordId',
  'phone',
  'email',
  'recordName',
  'ownerId',
  'contactId',
  'dealId',
  'subject',
  'body',
  'dueAt',
  'startedAt',
  'talk',
  'recording',
  'key',
] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];
export interface TypedValue {
  value: string;
  type: string;
}
export interface FieldValue extends TypedValue {
  field: string;
}

/** Settings of a CRM's Upsert node, for both halves. */
export interface UpsertSettings {
  version: number;
  name: string;
  account: string;
  resource: Resource;
  operation: Operation;
  dryRun: boolean;
  mapping: FieldMapping[];
  /** Absent in flows saved before 0.2. */
  defaults?: FieldDefault[];
  pipelineRules: PipelineRule[];
  pipeline: string;
  stage: string;
  names: { contact: string; company: string; lead: string; deal: string };
  /** Settings that only this CRM has (ProviderSetting), by name. */
  crmSettings: Record<string, string | boolean>;
  /** By hand. */
  values: Partial<Record<ValueField, TypedValue>>;
  fields: FieldValue[];
  taskState: 'open' | 'done';
  callDirection: 'incoming' | 'outgoing';
  callStatus: 'answered' | 'missed' | 'voicemail' | 'failed';
  /** ISO 3166 country of numbers without country code. */
  defaultCountry: string;
  /** The missed-call desk; absent in flows saved before 0.2. */
  onlyMissed?: boolean;
  /** As typed: "15 substitute, 60 senior". */
  ladder?: string;
  /** As typed: "1-5 09:00-18:00"; empty: every hour. */
  deskHours?: string;
  closeMissedAfter?: number | string;
  /** Config node with the team; empty: nobody is known by name. */
  team?: string;
  language?: Language;
}
