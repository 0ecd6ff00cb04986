/** NetHunt's refusals of values, in the format shared by all CRMs. It tells the field in words, in quotation marks. */
import type { RefusedField, RefusedWhy } from '../engine/refused';

function whyOf(said: string): RefusedWhy {
  if (/required|mandatory/i.test(said)) return 'required';
  if (/does not exist in folder|no such field|unknown field/i.test(said)) return 'unknown';
  if (/read-?only/i.test(said)) return 'readOnly';
  return /too long|characters/i.test(said) ? 'tooLong' : 'badValue';
}

/** Takes NetHunt's words; returns the field they are about, none when no field is quoted first. */
export function refusedOf(said: string): RefusedField[] {
  const field = /"([^"]{1,200})"|'([^']{1,200})'/.exec(said)?.slice(1).find(Boolean);
  const max = Number(/(\d{1,6}) characters/i.exec(said)?.[1] ?? 0);
  return field ? [{ field, why: whyOf(said), said, ...(max > 0 ? { max } : {}) }] : [];
}
