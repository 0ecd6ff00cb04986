/** Applies settings of the node (field mapping, pipeline rules, names) to the values of a plan. */
import { resolveFields } from '../attribution/mapping';
import type { FieldDefault } from '../attribution/types';
import { choosePipeline } from '../attribution/pipeline';
import { newRecordName, templateValues } from '../matrix/names';
import { signName } from '../matrix/names-of-people';
import type { CreateStep, PlanStep, Reason } from '../model/plan';
import { say } from '../text/text';
import { analysisFields } from './analysis-fields';
import type { ApplyInput } from './types';
import { isUpdate } from '../crm/engine/steps';
import { isMissedStep } from './missed';

type Input = Pick<ApplyInput, 'plan' | 'event' | 'client' | 'settings' | 'senior'>;

function nameOf({ plan, event, client, settings }: Input, step: CreateStep): string {
  const template = settings.names[step.kind];
  if (!template?.trim()) return step.values.name;
  const { language } = plan;
  const employee = signName(event.employee) ?? say(language, 'nobody');
  const values = templateValues(event, language, employee);
  const known = event.clientName ?? client.contact?.name ?? client.lead?.name;
  const named = known ? { ...values, client: known, name: known } : values;
  return newRecordName(step.kind, { [step.kind]: template }, named, language, event.kind) ?? step.values.name;
}

function placed(input: Input, step: CreateStep, notes: Reason[]): CreateStep {
  const { event, settings, plan } = input;
  const { pipelineRules, defaultPipeline } = settings;
  if (step.kind !== 'deal' || step.values.pipeline !== null || step.values.stage !== null) return step;
  const { pipeline, stage, reason } = choosePipeline(pipelineRules, event, defaultPipeline, plan.language);
  if (pipelineRules.length > 0) notes.push(reason);
  return { ...step, values: { ...step.values, pipeline, stage } };
}

/** What the CRM may demand of the entity, as values by API name; nothing when the node has no default for it. */
function defaultsOf(
  defaults: FieldDefault[] = [],
  entity: FieldDefault['entity'],
): { defaults?: Record<string, string> } {
  const own = defaults.filter((one) => one.entity === entity && one.field.trim() && one.value.trim());
  if (own.length === 0) return {};
  return { defaults: Object.fromEntries(own.map(({ field, value }) => [field.trim(), value.trim()])) };
}

const fallbackOf = ({ senior }: Input): { fallbackOwnerId?: string } =>
  senior ? { fallbackOwnerId: senior } : {};

/** Returns the plan's steps for the provider, with the node's settings in their values, and what was decided on the way. */
export function resolveSteps(input: Input): { steps: PlanStep[]; notes: Reason[] } {
  const { event, settings, plan } = input;
  const notes: Reason[] = [];
  const steps = plan.steps.flatMap((step): PlanStep[] => {
    if (isMissedStep(step)) return [];
    if (isUpdate(step)) return [step];
    const fallback = fallbackOf(input);
    if (step.kind === 'note')
      return [{ ...step, values: { ...step.values, ...fallback, ...defaultsOf(settings.defaults, 'task') } }];
    // The plan's own values win: somebody put them there by hand between the nodes.
    const fields = { ...resolveFields(settings.mapping, event, step.kind), ...step.values.fields };
    const defaults = defaultsOf(settings.defaults, step.kind);
    if (step.kind === 'callRecord') return [{ ...step, values: { ...step.values, fields, ...defaults } }];
    if (step.kind === 'task')
      return [{ ...step, values: { ...step.values, ...fallback, fields, ...defaults } }];
    const home = event.defaultCountry;
    const values = { ...step.values, ...fallback, home, fields, ...defaults, name: nameOf(input, step) };
    const named: CreateStep = { ...step, values };
    return [placed(input, named, notes)];
  });
  return { steps: [...steps, ...analysisFields(input)], notes };
}
