/** Pipedrive's refusals of values in the shape all CRMs share. It tells the field and the reason in words only. */
import { type CrmError } from '../../http/errors';
import type { RefusedField, RefusedWhy } from '../engine/refused';
import type { ApiField, Json } from './types';

/** What Pipedrive itself demands, links, and the place of a deal, which is never replaced silently (G-34). */
export const NEEDED: ReadonlySet<string> = new Set([
  ...['name', 'title', 'pipeline_id', 'stage_id', 'subject', 'type', 'done', 'due_date', 'due_time'],
  ...['person_id', 'org_id', 'organization_id', 'deal_id', 'lead_id', 'participants', 'owner_id'],
]);
const LENGTH = /\b(?:most|than|max\w*) (\d{1,6})\b/i;

function whyOf(words: string): RefusedWhy {
  if (/\brequired\b|mandatory|must be (?:filled|provided|set)/i.test(words)) return 'required';
  if (/unknown field|not allowed|not found|does not exist as a field/i.test(words)) return 'unknown';
  if (/read-?only/i.test(words)) return 'readOnly';
  return /characters|too long/i.test(words) ? 'tooLong' : 'badValue';
}

/**
 * Takes a refusal, what was sent (by field code or name) and the account's fields. Returns the fields that its words name;
 * none when it names none.
 */
export function refusedOf({ message }: CrmError, sent: Json, known: readonly ApiField[]): RefusedField[] {
  const why = whyOf(message);
  const max = Number(LENGTH.exec(message)?.[1] ?? 0);
  const named = (code: string): boolean => new RegExp(`\\b${code}\\b`).test(message);
  const codes = [...Object.keys(sent), ...known.map(({ field_code }) => field_code)].filter((code) =>
    /^\w{2,64}$/.test(code),
  );
  return [...new Set(codes)].filter(named).map((field) => {
    const label = known.find(({ field_code }) => field_code === field)?.field_name;
    const length = why === 'tooLong' && max > 0 ? { max } : {};
    return { field, why, said: '', ...(label ? { label } : {}), ...length };
  });
}

/** What a refusal of our own, made before anything was sent, says of one mapped field. */
export const unsent = (field: ApiField, text: string): RefusedField => ({
  field: field.field_code,
  label: field.field_name,
  why: 'badValue',
  said: `type ${field.field_type}, "${text.slice(0, 60)}"`,
});
