import {
  applyPlan,
  failureOf,
  type ApplySettings,
  type FieldDefault,
  type FieldMapping,
  type MappingSource,
  type PipelineRule,
} from '../../../../core';
import { clock } from '../../clock';
import { IncompleteError } from '../../errors';
import type { ItemResult } from '../../items';
import { memory } from '../../memory';
import { requireCard, requireEvent, requirePlan } from '../../passed';
import { textOf, valueOf, type Run } from './run';

interface MappedField {
  entity: FieldMapping['entity'];
  field: string;
  source: MappingSource['type'];
  variable?: string;
  formField?: string;
  constant?: unknown;
}

function sourceOf({ source, variable = '', formField = '', constant = '' }: MappedField): MappingSource {
  if (source === 'variable') return { type: 'variable', name: variable.trim() };
  if (source === 'formField')
    return { type: 'formField', names: formField.split(',').map((name) => name.trim()) };
  return { type: 'constant', value: String(constant ?? '') };
}

/** Mapping, defaults, pipelines and names as chosen in the node. */
export function settingsOf(run: Run): ApplySettings {
  const { fields = [] } = valueOf<{ fields?: MappedField[] }>(run, 'mapping', {});
  const { fields: defaults = [] } = valueOf<{ fields?: FieldDefault[] }>(run, 'defaults', {});
  const { rules = [] } = valueOf<{ rules?: PipelineRule[] }>(run, 'pipelineRules', {});
  const names = Object.entries(valueOf<Record<string, string>>(run, 'names', {}));
  return {
    mapping: fields.map((row) => ({ entity: row.entity, field: row.field, source: sourceOf(row) })),
    defaults: defaults.map(({ entity, field, value }) => ({ entity, field, value: String(value ?? '') })),
    pipelineRules: rules,
    defaultPipeline: { pipeline: textOf(run, 'pipeline'), stage: textOf(run, 'stage') },
    names: Object.fromEntries(names.filter(([, template]) => template !== '')),
  };
}

/** Adds the outcome. Throws IncompleteError, with the outcome inside, when a step failed. */
export async function runPlan(run: Run, dryRun: boolean): Promise<ItemResult> {
  const { account, json } = run;
  const settings = settingsOf(run);
  const plan = requirePlan(json);
  const event = requireEvent(json);
  const { client, senior } = requireCard(json);
  const outcome = await applyPlan(
    {
      plan,
      event,
      client,
      senior: senior?.crmUserId ?? null,
      settings,
      dryRun,
      memory,
      accountKey: account.key,
    },
    account.provider,
    clock,
  );
  const passed = { ...json, outcome: { ...outcome, requests: account.http.requests } };
  const fault = outcome.dryRun ? null : failureOf(outcome, account.provider.label);
  if (fault) throw new IncompleteError(fault, passed);
  return { json: passed };
}
