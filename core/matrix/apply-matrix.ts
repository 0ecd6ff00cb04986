/** Makes a plan from an event, a client card and a matrix. Pure and deterministic: no CRM, no clock. */
import type { RingostatEvent } from '../model/event';
import { clientKey } from '../plan/keys';
import type { Plan } from '../model/plan';
import type { ClientCard } from '../model/client';
import { say } from '../text/text';
import { addAnalysis } from './analysis-note';
import { addAttribution, addOwners, addPhone } from './attribution-steps';
import { addCallRecord } from './call-record';
import { addCreations } from './create';
import { chooseRow } from './decide';
import { because, note, startDraft, type Draft } from './draft';
import { handOverOf } from './owner';
import { presets } from './presets';
import { numberText } from './names';
import { isEmptyRow, isOutgoing } from './rows';
import { addMissed } from './close-missed';
import { addTasks } from './tasks';
import { foundRecords } from './this-call';
import { contactWantedFor, wantedRows } from './wanted';
import type { MatrixOptions, MatrixTable, PresetId, RecordAction, TaskAction } from './types';
import { RECORD_ACTIONS, TASK_ACTIONS } from './types';

export interface MatrixInput {
  event: RingostatEvent;
  card: ClientCard;
  table: MatrixTable;
  preset: PresetId;
  callRecordIsTask: boolean;
  options: MatrixOptions;
}

/** Rule 6: an outgoing call to somebody no record knows writes nothing, but a CRM that keeps every call keeps it. */
function leavesNothing(draft: Draft): boolean {
  if (!isOutgoing(draft.row) || foundRecords(draft.card).length > 0) return false;
  return !contactWantedFor(draft, draft.row);
}

/** What was said is not written where it hangs on nobody. */
function leavesUnknown(draft: Draft): boolean {
  const { event, refs, options } = draft;
  if (event.kind !== 'analysis' || isEmptyRow(draft.actions) || Object.keys(refs).length > 0) return false;
  note(draft, 'note.analysis.unknown', {
    number: numberText(event, options.language),
    call: event.callId ?? '',
  });
  return true;
}

function noteAttributionOnly(draft: Draft): void {
  if (!draft.actions.attributionOnly) return;
  const others: (RecordAction | TaskAction)[] = [...RECORD_ACTIONS, ...TASK_ACTIONS];
  for (const action of others) {
    if (action === 'attributionOnly' || !draft.actions[action]) continue;
    note(draft, 'note.attributionOnly', { action: say(draft.options.language, `action.${action}`) });
  }
}

function addUnknownOutgoing(draft: Draft): void {
  note(draft, 'note.outgoing.notFound', {
    number: numberText(draft.event, draft.options.language),
  });
  if (!draft.preset.callRecordAlways) return;
  addCallRecord(draft);
  for (const step of draft.steps) step.reason = because(draft, 'why.callRecord.always', { row: draft.row });
}

/**
 * Takes the event, the client card, the table, the preset it started from (for its CRM's habits) and the options.
 * Returns the plan: steps in the order company, contact, lead, deal, attribution, phone and owner, call record, note, tasks,
 * missed tasks; a
 * reason for each, and a note for every ticked action that is not carried out. Never throws for any event or card.
 */
export function applyMatrix(input: MatrixInput): Plan {
  const { event, card, table, options } = input;
  const choice = chooseRow(event, card, table, options.language, options.analysis);
  const plan: Plan = {
    version: 1,
    eventKey: event.eventKey,
    lockKey: event.clientNumber ?? clientKey(null, event.clientEmail) ?? event.eventKey,
    row: choice.row,
    language: options.language,
    preset: input.preset,
    steps: [],
    notes: [choice.reason],
  };
  if (choice.row === null) return plan;

  const draft = startDraft({ ...input, row: choice.row, preset: presets[input.preset] });
  const anyCreation = wantedRows(draft).some(({ actions }) => !isEmptyRow(actions));
  if (isEmptyRow(draft.actions) && !anyCreation) note(draft, 'note.rowEmpty', { row: choice.row });
  noteAttributionOnly(draft);
  if (leavesNothing(draft)) {
    addUnknownOutgoing(draft);
  } else {
    addCreations(draft);
    if (leavesUnknown(draft)) return { ...plan, notes: [...plan.notes, ...draft.notes] };
    addAttribution(draft);
    addPhone(draft);
    addOwners(draft);
    addCallRecord(draft);
    addAnalysis(draft);
    addTasks(draft);
    addMissed(draft);
  }
  const handOver = draft.steps.length > 0 ? handOverOf(draft) : null;
  return {
    ...plan,
    steps: draft.steps,
    ...(handOver ? { handOver } : {}),
    notes: [...plan.notes, ...draft.notes],
  };
}
