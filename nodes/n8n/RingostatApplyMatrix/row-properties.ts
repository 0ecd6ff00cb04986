import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
  cellsFromTable,
  PRESET_IDS,
  presets,
  tableLabels,
  type PresetId,
  type RowId,
} from '../shared/product';

const { rows, actions } = tableLabels('en');

const CELLS: INodePropertyOptions[] = actions.flatMap(({ values }) =>
  values.map(({ value, label }) => ({ name: label, value })),
);

/** Saved with workflows for ever. One name per preset and row, so that changing the preset shows its own ticks. */
export const rowParameter = (preset: PresetId, row: RowId): string => `${preset}_${row}`;

/** A multi-select per row and preset, which starts from the preset's ticks. */
export const rowProperties: INodeProperties[] = PRESET_IDS.flatMap((preset) => {
  const ticked = cellsFromTable(presets[preset].rows);
  return rows.map(({ id, label }): INodeProperties => {
    return {
      displayName: `${id}: ${label}`,
      name: rowParameter(preset, id),
      type: 'multiOptions',
      options: CELLS,
      default: [...(ticked[id] ?? [])],
      displayOptions: { show: { preset: [preset] } },
      ...(id === 'R3v' ? { description: 'With nothing ticked here, R3 applies' } : {}),
    };
  });
});
