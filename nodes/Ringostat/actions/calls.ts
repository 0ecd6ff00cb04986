import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
  beginRun,
  chosenFor,
  clock,
  openAccount,
  openRingostat,
  readCheckpoint,
  reconcile,
  TRIGGER_DEFAULTS,
  takeBatch,
  type Checkpoint,
  type ItemResult,
  type LogFilter,
  type Progress,
  type ReplayBatch,
  type RingostatEvent,
  type Span,
} from '../../shared/product';
import { neverRecordOf, placeOf, spanBetween } from './span';

const HOUR_MS = 60 * 60 * 1000;
/** Name of the checkpoint in the node's static data and in what it remembers of one execution. */
const KEPT = 'checkpoint';

function spanOf(context: IExecuteFunctions, itemIndex: number): Span {
  if (context.getNodeParameter('span', itemIndex) === 'last') {
    const now = clock.now();
    const hours = context.getNodeParameter('lastHours', itemIndex) as number;
    return { from: new Date(now - hours * HOUR_MS).toISOString(), to: new Date(now).toISOString() };
  }
  return spanBetween(context, itemIndex);
}

interface Run {
  batches: AsyncGenerator<ReplayBatch, void, undefined>;
  /** Name of the CRM the log is held against; empty: none. */
  crm: string;
  /** Keeps the checkpoint for the next execution, where that one goes on with what this one left. */
  keep(checkpoint: Checkpoint): void;
}

/** Begins a run, or goes on with `left` of this execution. */
async function open(context: IExecuteFunctions, itemIndex: number, left: Checkpoint | null): Promise<Run> {
  const { timeZone, defaultCountry } = placeOf(context, itemIndex);
  const { format, ...filter } = context.getNodeParameter('filters', itemIndex, {}) as LogFilter & {
    format?: 'json' | 'csv';
  };
  const { maskNumbers = TRIGGER_DEFAULTS.maskNumbers, neverRecord } = context.getNodeParameter(
    'options',
    itemIndex,
    {},
  ) as { maskNumbers?: boolean; neverRecord?: string };
  const listed = neverRecordOf(neverRecord);
  const missing = context.getNodeParameter('onlyMissing', itemIndex, false) as boolean;
  const kind = context.getNodeParameter('span', itemIndex) as 'last' | 'between';
  const ringostat = await openRingostat(context, timeZone);
  const { projectId } = ringostat.project;
  // n8n saves static data when a published workflow has ended: a schedule then knows how long it was not run.
  const kept = missing && kind === 'last' ? context.getWorkflowStaticData('node') : null;
  const start =
    left ??
    beginRun(
      spanOf(context, itemIndex),
      { projectId, timeZone },
      { earlier: readCheckpoint(kept?.[KEPT]), kind },
    );
  const provider = missing ? (await openAccount(context, chosenFor(context, itemIndex))).provider : null;
  const batches = reconcile(start, {
    ringostat,
    provider,
    clock,
    event: { timeZone, defaultCountry, projectId, maskNumbers },
    filter: { ...filter, neverRecord: listed },
    ...(format ? { format } : {}),
    signal: context.getExecutionCancelSignal(),
  });
  return {
    batches,
    crm: provider?.label ?? '',
    keep(checkpoint) {
      if (kept) kept[KEPT] = checkpoint as unknown as IDataObject;
    },
  };
}

/** How far the log is read, and how many of these calls the CRM lacks. */
function shownOf({ read, total, percent, compared }: Progress, crm: string): string {
  const shown = `${read} of ${total} calls of the log read (${percent} %)`;
  if (!compared) return shown;
  const { lacking, otherwise } = compared;
  const changed = otherwise > 0 ? `; ${otherwise} it has as missed or without the recording` : '';
  return `${shown}; ${crm} lacks ${lacking} of them${changed}`;
}

function tell(context: IExecuteFunctions, progress: Progress, crm: string, warnings: string[]): void {
  context.addExecutionHints(
    ...(progress.total > 0 ? [{ message: shownOf(progress, crm), type: 'info' as const }] : []),
    ...warnings.map((message) => ({ message, type: 'warning' as const })),
  );
}

/** Reads the call log; gives one item per call, oldest first, as the trigger would have given it. */
export async function getCalls(
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
): Promise<ItemResult[]> {
  const { batches, crm, keep } = await open(context, itemIndex, null);
  const all = context.getNodeParameter('returnAll', itemIndex) as boolean;
  const limit = all ? Infinity : (context.getNodeParameter('limit', itemIndex) as number);
  const events: RingostatEvent[] = [];
  const warnings: string[] = [];
  let progress: Progress = { read: 0, total: 0, percent: 100, compared: null };
  for await (const batch of batches) {
    for (const event of batch.events) if (events.length < limit) events.push(event);
    warnings.push(...batch.warnings);
    progress = batch.progress;
    // The checkpoint of a batch that was cut is not true.
    if (events.length < limit || batch.checkpoint.complete) keep(batch.checkpoint);
    else break;
  }
  tell(context, progress, crm, warnings);
  return events.map((event) => ({ json: { ...json, event } }));
}

/**
 * The same, so many calls at a time: each time the node is reached again in one execution it goes on where it was. Items carry
 * the progress, so that the workflow can tell whether to come back. Whatever comes in after the first time is not used.
 */
export async function getBatchOfCalls(context: IExecuteFunctions): Promise<ItemResult[]> {
  const execution = context.getContext('node');
  const left = readCheckpoint(execution[KEPT]);
  if (left?.complete) return [];
  const { batches, crm, keep } = await open(context, 0, left);
  const taken = await takeBatch(batches, context.getNodeParameter('batchSize', 0) as number);
  await batches.return();
  if (!taken) return [];
  const { events, progress, checkpoint, warnings } = taken;
  execution[KEPT] = checkpoint as unknown as IDataObject;
  keep(checkpoint);
  tell(context, progress, crm, warnings);
  const shown = { ...progress, more: !checkpoint.complete };
  return events.map((event) => ({ json: { event, progress: shown } }));
}
