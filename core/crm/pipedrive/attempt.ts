/** What refusals made of the values of one record on its way. */
import type { CrmError } from '../../http/errors';
import { demandedError, type Mending } from '../engine/mend';
import type { RefusedField } from '../engine/refused';
import type { Body } from './bodies';
import { customValue } from './custom-values';
import { refusedOf } from './refused';
import type { ApiField, Json } from './types';
import type { Words } from '../../model/said';

export interface Mended {
  notes: Words[];
  /** Remedies that were tried. */
  tried: Set<string>;
  mending: Mending;
  /** Values that the last request sent, by code or name, and fields of the account at that time. */
  sent: Json;
  known: ApiField[];
  /** What refusals made of single values: another value, or none (undefined). */
  instead: Map<string, unknown>;
}

/** The body with what refusals made of its values. */
export function mendedBody({ own, custom }: Body, { instead, known }: Mended): Body {
  const body = { own: { ...own }, custom: { ...custom } };
  for (const [name, value] of instead) {
    const field = known.find(({ field_code }) => field_code === name);
    const part = name in custom || field?.is_custom_field ? body.custom : body.own;
    if (value === undefined) Reflect.deleteProperty(part, name);
    else part[name] = field && typeof value === 'string' ? customValue(field, value) : value;
  }
  return body;
}

/** A sentence for each mapped value that its field does not take. */
export function noteUnsent({ mending, notes, tried }: Mended, refused: RefusedField[] = []): void {
  for (const one of refused) {
    if (tried.has(`unsent ${one.field}`)) continue;
    tried.add(`unsent ${one.field}`);
    notes.push(...(mending.mend({ [one.field]: '' }, [one])?.notes ?? []));
  }
}

/** What helps with any value that the refusal names: left out, cut, or the node's default. */
export function mendValues(attempt: Mended, error: CrmError, action: Words): boolean {
  const { mending, sent, known, instead, notes } = attempt;
  const refused = refusedOf(error, sent, known);
  const mended = mending.mend(sent, refused);
  if (!mended) {
    const clearer = demandedError(error, action, refused);
    if (clearer !== error) throw clearer;
    return false;
  }
  for (const { field } of refused) instead.set(field, mended.values[field]);
  notes.push(...mended.notes);
  return true;
}
