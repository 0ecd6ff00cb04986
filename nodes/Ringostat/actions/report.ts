import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
  clock,
  makeReport,
  openRingostat,
  spanOfPeriod,
  type GroupBy,
  type ItemResult,
  type Period,
  type ReportQuestion,
} from '../../shared/product';
import { neverRecordOf, placeOf, spanBetween } from './span';

/** Counts the calls of a period; gives an item per row, or one with every form of the report. */
export async function getReport(
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
): Promise<ItemResult[]> {
  const read = <T>(name: string): T => context.getNodeParameter(name, itemIndex) as T;
  const { timeZone, defaultCountry } = placeOf(context, itemIndex);
  const { neverRecord } = context.getNodeParameter('options', itemIndex, {}) as { neverRecord?: string };
  const listed = neverRecordOf(neverRecord);
  const period = read<Period | 'between'>('period');
  const ringostat = await openRingostat(context, timeZone);
  const { rows, warnings, ...forms } = await makeReport(
    {
      kind: read<ReportQuestion['kind']>('operation'),
      span:
        period === 'between' ? spanBetween(context, itemIndex) : spanOfPeriod(period, clock.now(), timeZone),
      groups: read<GroupBy[]>('groups'),
      language: read<ReportQuestion['language']>('language'),
    },
    {
      ringostat,
      clock,
      event: { timeZone, defaultCountry, projectId: ringostat.project.projectId },
      neverRecord: listed,
      signal: context.getExecutionCancelSignal(),
    },
  );
  context.addExecutionHints(...warnings.map((message) => ({ message, type: 'warning' as const })));
  if (read<string>('result') === 'rows') return rows.map((row) => ({ json: row }));
  return [{ json: { ...json, report: { rows, ...forms } } }];
}
