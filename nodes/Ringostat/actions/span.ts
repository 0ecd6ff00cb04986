/** Spans and places as the node's fields tell them. */
import type { IExecuteFunctions } from 'n8n-workflow';
import {
  clock,
  neverRecordRefusal,
  placeRefusal,
  readNeverRecord,
  SetUpError,
  type Span,
} from '../../shared/product';

function isoOf(value: unknown, field: string): string {
  const at = new Date(typeof value === 'string' || typeof value === 'number' ? value : String(value));
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new SetUpError(
    `The time in the field ${field} cannot be read`,
    'Give an ISO date, e.g. 2026-11-20T14:00:00Z.',
  );
}

/** The fields From and To; without To until now. */
export function spanBetween(context: IExecuteFunctions, itemIndex: number): Span {
  const to = context.getNodeParameter('to', itemIndex, '') || clock.now();
  return { from: isoOf(context.getNodeParameter('from', itemIndex), 'From'), to: isoOf(to, 'To') };
}

/** Zone and country of the project. Throws when they cannot be used. */
export function placeOf(
  context: IExecuteFunctions,
  itemIndex: number,
): { timeZone: string; defaultCountry: string } {
  const timeZone = context.getNodeParameter('timeZone', itemIndex) as string;
  const defaultCountry = (context.getNodeParameter('defaultCountry', itemIndex) as string)
    .trim()
    .toUpperCase();
  const refusal = placeRefusal({ timeZone, defaultCountry });
  if (refusal !== null) throw new SetUpError(refusal, 'Open this node.');
  return { timeZone, defaultCountry };
}

/** Of whom no call is read. Throws when an entry cannot be used. */
export function neverRecordOf(typed: string | undefined): readonly string[] {
  const listed = readNeverRecord(typed);
  const refusal = neverRecordRefusal(listed);
  if (refusal !== null) throw new SetUpError(refusal, 'Open Options of this node.');
  return listed;
}
