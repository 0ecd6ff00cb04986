/** The missed-call desk: calls with missed tasks kept, and the sweep by schedule below them (docs/missed-calls.md). */
import { isMissed, rowFacts } from '../../../core/matrix/rows';
import type { RowId } from '../../../core/model/plan';
import type { Variant } from './calls';
import { crmParameter, type CrmTexts } from './crms';
import { FIND } from './line';
import { changedRows } from './rows';
import { COLOUR, core, note, ours, type Placed } from './workflow';

const LOG = 'Call Log';
const SWEEP = 'Sweep Missed Calls';
const LOST = 'A Lost Call?';
const WAITING = 'Anybody Waiting?';
const CLIENTS = 'Overdue Clients';
const END = 'End of the Ladder?';
const TELL = 'Tell the Team';
const CALL_BACK = 'Call Back';
const TEXT = 'One Text to the Client';

/** One condition that is true. */
const isTrue = (id: string, leftValue: string): Record<string, unknown> => ({
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
    combinator: 'and',
    conditions: [
      { id, leftValue, rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } },
    ],
  },
  options: {},
});

/** Rows after a call: missed ones have an open task, and all keep it. */
export function keepMissed(ticks: string[], row: RowId): string[] {
  const { events, fallback } = rowFacts[row];
  if (!events.every((event) => event.endsWith('.ended')) || (fallback && ticks.length === 0)) return ticks;
  const open = ticks.some((tick) => tick.endsWith('.open'));
  return [...ticks, ...(isMissed(row) && !open ? ['taskResponsible.open'] : []), 'closeMissed'];
}

export const desk = (crm: CrmTexts): Variant => ({
  file: 'missed-call-desk',
  title: `Missed-call desk in ${crm.label}`,
  name: `Ringostat missed-call desk in ${crm.label}`,
  about: `Who called in vain has one open task, and the call that reaches him completes it. Every five minutes a sweep hands on what waits too long, lists it for a messenger and finds what was lost. Use it in place of the workflow of calls.`,
  step: `Open **${SWEEP}**: give the employees with their substitutes, the Senior, the ladder and the working hours. Connect a messenger to *${TELL}*.`,
  matrix: changedRows(crm.crm, keepMissed),
  matrixNote:
    '**3. What is to be done?**\n\n*Missed task* is ticked in all rows after a call: no second task for a client, a conversation completes it.',
  height: 660,
  more: { nodes: nodesOf(crm), lines: linesOf() },
});

function nodesOf(crm: CrmTexts): Placed[] {
  const five = { rule: { interval: [{ field: 'minutes', minutesInterval: 5 }] } };
  const calls = { lastHours: 72, returnAll: true, ...crmParameter(crm) };
  const words = `### The desk\n**Every five minutes** *${SWEEP}* compares the open missed tasks of ${crm.label} with the call log: talked to since is completed, waiting too long is handed on, lost calls go to *${FIND}* as if they had just ended. *${TELL}* has the list in \`sweep.text\`. Switched off: *${CALL_BACK}* and *${TEXT}*, once for each task that comes to the end of the ladder.`;
  const back = {
    operation: 'callBack',
    employee: '={{ $json.direction }}',
    clientNumber: '={{ $json.number }}',
    direction: 'out',
    ...crmParameter(crm),
  };
  return [
    note('Note Desk', words, [0, 860], { height: 150, width: 1100 }, COLOUR.care),
    core(['scheduleTrigger', 1.2], 'Every Five Minutes', five, [80, 1060]),
    { ...ours('ringostat', LOG, calls, [360, 1060]), alwaysOutputData: true },
    ours(crm.upsert, SWEEP, { resource: 'missed', operation: 'sweep' }, [640, 1060]),
    core(['if', 2.2], LOST, isTrue('lost', '={{ $json.event !== undefined }}'), [920, 1060]),
    core(['if', 2.2], WAITING, isTrue('waiting', '={{ $json.sweep.overdue.length > 0 }}'), [1200, 1060]),
    core(['noOp', 1], TELL, {}, [1480, 980]),
    core(['splitOut', 1], CLIENTS, { fieldToSplitOut: 'sweep.overdue', options: {} }, [1480, 1140]),
    core(['if', 2.2], END, isTrue('end', '={{ $json.escalated }}'), [1760, 1140]),
    { ...ours('ringostat', CALL_BACK, back, [2040, 1060]), disabled: true },
    { ...core(['noOp', 1], TEXT, {}, [2040, 1220]), disabled: true },
  ];
}

const linesOf = (): Record<string, string[][]> => ({
  'Every Five Minutes': [[LOG]],
  [LOG]: [[SWEEP]],
  [SWEEP]: [[LOST]],
  [LOST]: [[FIND], [WAITING]],
  [WAITING]: [[TELL, CLIENTS]],
  [CLIENTS]: [[END]],
  [END]: [[CALL_BACK, TEXT]],
});
