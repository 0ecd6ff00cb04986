import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { applyMatrix, lintTable, perItem, presets, requireCard, requireEvent } from '../shared/product';
import { matrixProperties } from './properties';
import { readMatrix, type Matrix } from './table';

const PLAN = 0;
const NOTHING_TO_DO = 1;

/** What is odd in the table, told beside the output: it stops nothing. */
function hintsOf({ table, preset, options }: Matrix): string[] {
  return lintTable(table, preset, options.language)
    .filter(({ level }) => level !== 'info')
    .map(({ row, message }) => (row ? `${row}: ${message}` : message));
}

export class RingostatApplyMatrix implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Apply Matrix',
    name: 'ringostatApplyMatrix',
    icon: {
      light: 'file:../../icons/apply-matrix.svg',
      dark: 'file:../../icons/apply-matrix.dark.svg',
    },
    group: ['transform'],
    version: 1,
    subtitle: '={{$parameter["preset"]}}',
    description: 'Decides what a Ringostat call or form is to do in the CRM, with a reason for every step',
    defaults: { name: 'Apply Matrix' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Plan', 'Nothing to Do'],
    properties: matrixProperties,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const told = new Set<string>();
    const results = await perItem(this, 2, async (itemIndex, json) => {
      const matrix = readMatrix(this, itemIndex);
      const { table, preset, options, keepReasons } = matrix;
      hintsOf(matrix).forEach((message) => told.add(message));
      const { callRecordIsTask } = presets[preset];
      const event = requireEvent(json);
      const plan = applyMatrix({ event, card: requireCard(json), table, preset, callRecordIsTask, options });
      const shown = keepReasons ? plan : { ...plan, notes: [] };
      return { json: { ...json, plan: shown }, output: plan.steps.length > 0 ? PLAN : NOTHING_TO_DO };
    });
    this.addExecutionHints(
      ...[...told].map((message) => ({ message, type: 'warning' as const, location: 'outputPane' as const })),
    );
    return results;
  }
}
