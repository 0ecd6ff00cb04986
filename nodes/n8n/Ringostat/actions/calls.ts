import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
  callKey,
  clock,
  EventError,
  openAccount,
  openRingostat,
  rowToEvent,
  SetUpError,
  type Authentication,
  type ItemResult,
  type RingostatEvent,
  type Span,
} from '../../shared/product';

const HOUR_MS = 60 * 60 * 1000;
/** Calls asked for in one question to the CRM. */
const BATCH = 100;

interface Filters {
  direction?: 'any' | 'incoming' | 'outgoing';
  status?: 'any' | 'answered' | 'missed';
}

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

function fits(event: RingostatEvent, { direction = 'any', status = 'any' }: Filters): boolean {
  const talked = event.status === 'answered';
  return (
    (direction === 'any' || event.direction === direction) &&
    (status === 'any' || talked === (status === 'answered'))
  );
}

const keyOf = ({ projectId, callId, eventKey }: RingostatEvent): string =>
  callKey(projectId, callId ?? eventKey);

async function notInCrm(
  context: IExecuteFunctions,
  itemIndex: number,
  events: RingostatEvent[],
): Promise<RingostatEvent[]> {
  const crm = context.getNodeParameter('crm', itemIndex) as string;
  const authentication = context.getNodeParameter('crmAuthentication', itemIndex) as Authentication;
  const { provider } = await openAccount(context, crm, authentication);
  const seen = new Set<string>();
  for (let start = 0; start < events.length; start += BATCH) {
    for (const key of await provider.seen(events.slice(start, start + BATCH).map(keyOf))) seen.add(key);
  }
  return events.filter((event) => !seen.has(keyOf(event)));
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
  const { rows, warnings } = await ringostat.calls(spanOf(context, itemIndex));
  const told = new Set(warnings);
  const read = rows.flatMap((row) => {
    try {
      return rowToEvent(row, { timeZone, defaultCountry, projectId, receivedAt: clock.now() });
    } catch (error) {
      told.add(
        error instanceof EventError ? `A call was left out. ${error.message}` : 'A call could not be read.',
      );
      return [];
    }
  });
  context.addExecutionHints(...[...told].map((message) => ({ message, type: 'warning' as const })));
  const wanted = read.filter((event) =>
    fits(event, context.getNodeParameter('filters', itemIndex, {}) as Filters),
  );
  const onlyMissing = context.getNodeParameter('onlyMissing', itemIndex, false) as boolean;
  const events = onlyMissing && wanted.length > 0 ? await notInCrm(context, itemIndex, wanted) : wanted;
  const all = context.getNodeParameter('returnAll', itemIndex) as boolean;
  const limit = all ? events.length : (context.getNodeParameter('limit', itemIndex) as number);
  return events.slice(0, limit).map((event) => ({ json: { ...json, event } }));
}
