/** Type guards for the kinds of steps of a plan. */
import type { CallRecordStep, CreateStep, NoteStep, PlanStep, TaskStep, UpdateStep } from '../../model/plan';

export const isCreate = (step: PlanStep): step is CreateStep =>
  ['contact', 'company', 'deal', 'lead'].includes(step.kind);
export const isCall = (step: PlanStep): step is CallRecordStep => step.kind === 'callRecord';
export const isTask = (step: PlanStep): step is TaskStep => step.kind === 'task';
export const isNote = (step: PlanStep): step is NoteStep => step.kind === 'note';
export const isUpdate = (step: PlanStep): step is UpdateStep =>
  step.kind === 'attribution' || step.kind === 'owner' || step.kind === 'phone' || step.kind === 'fields';

/** Takes the steps of a plan; returns the one written last: the call record, else the last task, null without both. */
export const lastActivity = (steps: readonly PlanStep[]): CallRecordStep | TaskStep | null =>
  steps.find(isCall) ?? steps.filter(isTask).at(-1) ?? null;
