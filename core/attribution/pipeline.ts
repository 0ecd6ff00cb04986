/** Chooses pipeline and stage of a new deal by rules on the event's values; the first that matches wins (G-10). */
import type { RingostatEvent } from '../model/event';
import type { Language, Reason } from '../model/plan';
import { reason, say } from '../text/text';
import { said } from '../text/said';
import { MappingError } from './mapping-error';
import { compilePattern } from './pattern';
import type { PipelineChoice, PipelineRule } from './types';
import { variableValue } from './values';

const fold = (text: string): string => text.trim().toLowerCase();

type Test = (actual: string, rule: PipelineRule) => boolean;
const OPERATORS: Record<PipelineRule['operator'], Test> = {
  equals: (actual, { value }) => fold(actual) === fold(value),
  contains: (actual, { value }) => fold(actual).includes(fold(value)),
  matches: (actual, { value }) => {
    const compiled = compilePattern(value);
    return 'fits' in compiled && compiled.fits(actual.trim());
  },
};

/**
 * Takes the rules; throws MappingError naming every rule that cannot work and why. `equals` with an empty value is
 * right ("variable is empty"); `contains` with one would fit everything.
 */
export function validateRules(rules: PipelineRule[]): void {
  const faults = rules.flatMap((rule, index) => {
    const { variable, operator } = rule;
    const where = { rule: index + 1, variable, operator: String(operator) };
    if (!variable.trim()) return said('pipeline.noVariable', where);
    if (!Object.hasOwn(OPERATORS, operator)) return said('pipeline.noOperator', where);
    if (!rule.pipeline.trim()) return said('pipeline.noPipeline', where);
    if (operator !== 'equals' && !fold(rule.value)) return said('pipeline.noValue', where);
    const compiled = operator === 'matches' ? compilePattern(rule.value) : null;
    return compiled && 'fault' in compiled
      ? said('pipeline.badPattern', { ...where, pattern: rule.value.slice(0, 60), why: compiled.fault })
      : [];
  });
  if (faults.length > 0) throw new MappingError(faults);
}

/**
 * Takes the rules, the event and the choice when none fits. Returns pipeline and stage (null: the CRM's default) and
 * which rule decided. Values compare without regard to case and outer spaces. Throws MappingError for a rule that
 * cannot work.
 */
export function choosePipeline(
  rules: PipelineRule[],
  event: RingostatEvent,
  fallback: PipelineChoice,
  language: Language = 'en',
): PipelineChoice & { reason: Reason } {
  validateRules(rules);
  const unnamed = say(language, 'pipeline.crmDefault');
  const index = rules.findIndex((rule) =>
    OPERATORS[rule.operator](variableValue(event, rule.variable) ?? '', rule),
  );
  const rule = rules[index];
  if (!rule) {
    const { pipeline, stage } = fallback;
    const params = { pipeline: pipeline ?? unnamed, stage: stage ?? unnamed };
    return { pipeline, stage, reason: reason(language, 'pipeline.default', params) };
  }
  const { variable, operator, value } = rule;
  const pipeline = rule.pipeline.trim();
  const stage = rule.stage.trim() || null;
  const params = {
    number: String(index + 1),
    variable,
    operator: say(language, `pipeline.${operator}`),
    value,
    pipeline,
    stage: stage ?? unnamed,
  };
  return { pipeline, stage, reason: reason(language, 'pipeline.rule', params) };
}
