import {
  applyPlan,
  clock,
  CrmError,
  IncompleteError,
  memory,
  requireCard,
  requireEvent,
  requirePlan,
  type ApplySettings,
  type FieldMapping,
  type ItemResult,
  type MappingSource,
  type Outcome,
  type PipelineRule,
} from '../../shared/product';
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

/** Mapping, pipelines and names as chosen in the node. */
export function settingsOf(run: Run): ApplySettings {
  const { fields = [] } = valueOf<{ fields?: MappedField[] }>(run, 'mapping', {});
  const { rules = [] } = valueOf<{ rules?: PipelineRule[] }>(run, 'pipelineRules', {});
  const names = Object.entries(valueOf<Record<string, string>>(run, 'names', {}));
  return {
    mapping: fields.map((row) => ({ entity: row.entity, field: row.field, source: sourceOf(row) })),
    pipelineRules: rules,
    defaultPipeline: { pipeline: textOf(run, 'pipeline'), stage: textOf(run, 'stage') },
    names: Object.fromEntries(names.filter(([, template]) => template !== '')),
  };
}

/** All failed steps in one error, so that the execution shows red and the event can be sent again. */
function faultOf({ steps }: Outcome, system: string): CrmError | null {
  const failed = steps.filter(({ status }) => status === 'failed');
  const [first] = failed;
  if (!first) return null;
  const told = failed.map(({ id, error, reason }) => `step ${id}: ${error?.message ?? reason.text}`);
  return new CrmError({
    kind: first.error?.kind ?? 'permanent',
    system,
    message: `${system} did not take the whole plan; ${told.join('; ')}`,
    advice: [first.error?.advice, 'Running it again finishes what is left and doubles nothing.']
      .filter(Boolean)
      .join(' '),
  });
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
  const fault = dryRun ? null : faultOf(outcome, account.provider.label);
  if (fault) throw new IncompleteError(fault, passed);
  return { json: passed };
}
