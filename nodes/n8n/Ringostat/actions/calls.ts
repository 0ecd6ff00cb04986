import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
  chosenFor,
  clock,
  eventsOfLog,
  notInCrm,
  openAccount,
  openRingostat,
  SetUpError,
  type ItemResult,
  type LogFilter,
  type RingostatEvent,
  type Span,
} from '../../shared/product';

const HOUR_MS = 60 * 60 * 1000;

function isoOf(value: unknown, field: string): string {
  const at = new Date(typeof value === 'string' || typeof value === 'number' ? value : String(value));
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new SetUpError(
    `The time in the field ${field} cannot be read`,
    'Give an ISO date, e.g. 2026-11-20T14:00:00Z.',
  );
}

function spanOf(context: IExecuteFunctions, itemIndex: number): Span {
  const now = clock.now();
  if (context.getNodeParameter('span', itemIndex) === 'last') {
    const hours = context.getNodeParameter('lastHours', itemIndex) as number;
    return { from: new Date(now - hours * HOUR_MS).toISOString(), to: new Date(now).toISOString() };
  }
  const to = context.getNodeParameter('to', itemIndex, '') || now;
  return { from: isoOf(context.getNodeParameter('from', itemIndex), 'From'), to: isoOf(to, 'To') };
}

async function onlyMissing(
  context: IExecuteFunctions,
  itemIndex: number,
  events: RingostatEvent[],
): Promise<RingostatEvent[]> {
  const { provider } = await openAccount(context, chosenFor(context, itemIndex));
  return notInCrm(events, provider);
}

/** Reads the call log; gives one item per call, oldest first, as the trigger would have given it. */
export async function getCalls(
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
): Promise<ItemResult[]> {
  const timeZone = context.getNodeParameter('timeZone', itemIndex) as string;
  const defaultCountry = (context.getNodeParameter('defaultCountry', itemIndex) as string)
    .trim()
    .toUpperCase();
  const ringostat = await openRingostat(context, timeZone);
  const { projectId } = ringostat.project;
  const log = await ringostat.calls(spanOf(context, itemIndex));
  const { events: wanted, warnings } = eventsOfLog(
    log,
    { timeZone, defaultCountry, projectId, receivedAt: clock.now() },
    context.getNodeParameter('filters', itemIndex, {}) as LogFilter,
  );
  context.addExecutionHints(...warnings.map((message) => ({ message, type: 'warning' as const })));
  const missing = context.getNodeParameter('onlyMissing', itemIndex, false) as boolean;
  const events = missing && wanted.length > 0 ? await onlyMissing(context, itemIndex, wanted) : wanted;
  const all = context.getNodeParameter('returnAll', itemIndex) as boolean;
  const limit = all ? events.length : (context.getNodeParameter('limit', itemIndex) as number);
  return events.slice(0, limit).map((event) => ({ json: { ...json, event } }));
}
