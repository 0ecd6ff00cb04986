import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
  cellsFromTable,
  PRESET_IDS,
  presets,
  rowFacts,
  tableLabels,
  type PresetId,
  type RowId,
} from '../shared/product';

const { rows, actions } = tableLabels('en');

const CELLS: INodePropertyOptions[] = actions.flatMap(({ values }) =>
  values.map(({ value, label }) => ({ name: label, value })),
);

/** n8n cuts a label at some 30 characters; the whole sentence is in the description. */
const SHORT: Record<RowId, string> = {
  R1: 'Incoming: Ringing',
  R2: 'Incoming: Picked Up',
  R3: 'Incoming: Missed',
  R3v: 'Incoming: Voicemail',
  R4: 'Incoming: Another Manager',
  R5: 'Incoming: Responsible',
  R6: 'Outgoing: Responsible',
  R7: 'Outgoing: Another Manager',
  R8: 'Outgoing: Not Answered',
  R9: 'Employee Without CRM User',
  R10: 'Website Form',
  R11: 'Call Analysed',
  R11n: 'Call Analysed: Bad',
};

/** Saved with workflows for ever. One name per preset and row, so that changing the preset shows its own ticks. */
export const rowParameter = (preset: PresetId, row: RowId): string => `${preset}_${row}`;

/** A multi-select per row and preset, which starts from the preset's ticks. */
export const rowProperties: INodeProperties[] = PRESET_IDS.flatMap((preset) => {
  const ticked = cellsFromTable(presets[preset].rows);
  return rows.map(({ id, label }): INodeProperties => {
    const { fallback } = rowFacts[id];
    return {
      displayName: `${id} ${SHORT[id]}`,
      name: rowParameter(preset, id),
      type: 'multiOptions',
      options: CELLS,
      default: [...(ticked[id] ?? [])],
      displayOptions: { show: { preset: [preset] } },
      description: fallback ? `${label}. With nothing ticked here, ${fallback} applies.` : label,
    };
  });
});
