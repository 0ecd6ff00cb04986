/** Steps that create tasks, and the done task that is merged with the call record (docs/matrix.md#rules-that-hold-in-every-table). */
import type { CallRecordStep, RecordRef, TaskRole, TaskStep } from '../model/plan';
import { analysisTaskKey, taskKey } from '../plan/keys';
import { say } from '../text/text';
import { endOf } from './call-record';
import { dueAt, validWorkingHours } from './deadline';
import { DEFAULT_ANALYSIS } from './default-options';
import { because, note, type Draft } from './draft';
import { employeeName } from './names-of-people';
import { ownerOfTask, ownerText } from './owner';
import { isEmptyRow, rowFacts } from './rows';
import { taskText } from './task-text';
import { DEFAULT_DEADLINE_HOURS, TASK_ACTIONS, TASK_ROLE, type TaskAction, type TaskCell } from './types';

/** Deal (or lead) and contact; beside them the company, when nothing else of the client was there before (G-30). */
function linksOfTask({ refs, card }: Draft): RecordRef[] {
  const { contact, lead, company } = card.client;
  const alone = company !== null && contact === null && lead === null ? refs.company : undefined;
  return [refs.deal ?? refs.lead, refs.contact, alone].filter((ref) => ref !== undefined);
}

function due(draft: Draft, cell: TaskCell): string {
  const { event, options } = draft;
  const end = endOf(event);
  if (cell.state === 'done') return dueAt(end, event.timeZone, 0, null);
  const usable = cell.workingHours && validWorkingHours(options.workingHours) ? options.workingHours : null;
  if (cell.workingHours && usable === null) note(draft, 'note.workingHours');
  return dueAt(end, event.timeZone, cell.deadlineHours ?? DEFAULT_DEADLINE_HOURS, usable);
}

/** One of the actions that an analysis recommends, and its place among them, from 1. */
interface Recommended {
  text: string;
  place: number;
}

/** A call and its analysis each have tasks of their own. */
function keyOfTask({ event, callKey }: Draft, role: TaskRole, recommended: Recommended | null): string {
  if (event.kind !== 'analysis') return taskKey(callKey, role);
  return analysisTaskKey(callKey, role, recommended?.place ?? null);
}

function taskStep(
  draft: Draft,
  action: TaskAction,
  cell: TaskCell,
  recommended: Recommended | null = null,
): TaskStep | null {
  const role = TASK_ROLE[action];
  const owner = ownerOfTask(draft, role);
  const { event, card, options, row } = draft;
  if (role === 'manager' && owner.person === null) {
    if (rowFacts[row].employee !== 'nobody')
      note(draft, 'note.taskManager.unmapped', { employee: employeeName(event, card, options.language) });
    else note(draft, 'note.taskManager.nobody');
    return null;
  }
  if (owner.person === null) note(draft, 'note.task.nobody');
  return {
    id: ['task', role, recommended?.place].filter((part) => part !== undefined).join('.'),
    kind: 'task',
    key: keyOfTask(draft, role, recommended),
    reason: because(draft, `why.task.${role}`, { row, owner: ownerText(draft, owner) }),
    values: {
      role,
      state: cell.state,
      ...taskText(draft, role, cell, recommended?.text ?? null),
      dueAt: due(draft, cell),
      ownerId: owner.person?.crmUserId ?? null,
      fields: {},
    },
    links: linksOfTask(draft),
  };
}

/** The steps of one ticked task: one, or one for each recommended action, as many as the options let. */
function taskSteps(draft: Draft, action: TaskAction, cell: TaskCell): TaskStep[] {
  const { event, options, row } = draft;
  if (rowFacts[row].tasks !== 'recommended')
    return [taskStep(draft, action, cell)].filter((step) => step !== null);
  const actions = event.analysis?.actions ?? [];
  const { maxActionTasks: most } = options.analysis ?? DEFAULT_ANALYSIS;
  if (actions.length === 0) note(draft, 'note.task.noActions');
  if (actions.length > most) note(draft, 'note.task.moreActions', { most, count: actions.length });
  return actions
    .slice(0, most)
    .flatMap((text, at) => taskStep(draft, action, cell, { text, place: at + 1 }) ?? []);
}

/** The call record takes over owner and text of the done task; its own facts are part of the task's text. */
function merge(draft: Draft, record: CallRecordStep, task: TaskStep): void {
  const role = say(draft.options.language, `role.${task.values.role}`);
  record.values = {
    ...record.values,
    title: task.values.subject,
    body: task.values.body,
    ownerId: task.values.ownerId,
  };
  record.reason = because(draft, 'why.callRecord.merged', { row: draft.row, role });
  note(draft, 'note.merged', { role });
}

/**
 * The ticked tasks. A form nobody can answer (neither phone nor e-mail) makes no client: so that it is not lost, the senior
 * gets an open task wherever forms are dealt with at all.
 */
function cellsOf(draft: Draft): Partial<Record<TaskAction, TaskCell>> {
  const { actions, event } = draft;
  const unreachable = event.kind === 'form' && event.clientNumber === null && event.clientEmail === null;
  if (!unreachable || isEmptyRow(actions)) return actions;
  const told =
    actions.taskSenior?.state === 'open' ||
    (actions.taskResponsible?.state === 'open' && ownerOfTask(draft, 'responsible').by === 'senior');
  return told ? actions : { ...actions, taskSenior: { ...actions.taskSenior, state: 'open' } };
}

/** Adds the ticked tasks; the first done one merges into the call record where the CRM or the user says so. */
export function addTasks(draft: Draft): void {
  if (draft.actions.attributionOnly) return;
  const record = draft.steps.find((step) => step.kind === 'callRecord');
  let mergeable =
    (draft.callRecordIsTask || draft.options.mergeDoneTask) && record?.kind === 'callRecord' ? record : null;
  const cells = cellsOf(draft);
  for (const action of TASK_ACTIONS) {
    const cell = cells[action];
    for (const step of cell ? taskSteps(draft, action, cell) : []) {
      if (mergeable && step.values.state === 'done') {
        merge(draft, mergeable, step);
        mergeable = null;
      } else {
        draft.steps.push(step);
      }
    }
  }
}
