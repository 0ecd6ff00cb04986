/** Rows of a CRM's preset and what a template changes in them. */
import { cellsFromTable } from '../../../core/matrix/cells';
import { presets } from '../../../core/matrix/presets';
import { rowFacts } from '../../../core/matrix/rows';
import { ROW_IDS } from '../../../core/matrix/types';
import type { EventName } from '../../../core/model/event';
import type { CrmId, RowId } from '../../../core/model/plan';

/** In the order of a call. */
const ORDER: readonly EventName[] = [
  'incoming.ringing',
  'incoming.answered',
  'incoming.ended',
  'outgoing.ended',
  'form.submitted',
];

/** Webhooks that the preset of a CRM acts on, in the order of a call. */
export function eventsOf(crm: CrmId): string[] {
  const rows = ROW_IDS.filter((row) => (cellsFromTable(presets[crm].rows)[row] ?? []).length > 0);
  const needed = new Set(rows.flatMap((row) => rowFacts[row].events));
  return ORDER.filter((event) => needed.has(event));
}

/**
 * Takes what to do with the ticks of a row of the CRM's preset; returns the parameters of Apply Matrix for the rows that
 * it changes.
 */
export function changedRows(
  crm: CrmId,
  change: (ticks: string[], row: RowId) => string[],
): Record<string, string[]> {
  const ticked = cellsFromTable(presets[crm].rows);
  return Object.fromEntries(
    ROW_IDS.flatMap((row) => {
      const before = ticked[row] ?? [];
      const after = change(before, row);
      return after.join() === before.join() ? [] : [[`${crm}_${row}`, after]];
    }),
  );
}

/** Puts other actions in the place of one. */
export const instead =
  (action: string, ...others: string[]) =>
  (ticks: string[]): string[] =>
    ticks.flatMap((tick) => (tick === action ? others : [tick]));
