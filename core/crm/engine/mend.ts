/**
 * Handles refused values in every CRM: a refused value is left out with a note, a required field is filled from the node's
 * defaults, so that one value never prevents a record from being written (G-27, G-28).
 */
import type { Words } from '../../model/said';
import { said } from '../../text/said';
import type { TextCode } from '../../text/text';
import { CrmError } from '../../http/errors';
import type { PlanStep } from '../../model/plan';
import { cut, without } from './text';
import { fieldNames, type RefusedField, type RefusedWhy } from './refused';
import { isUpdate } from './steps';

/** What a step says of the values it gives. */
export interface Given {
  defaults?: Record<string, string>;
  whole?: true;
  /** Who gets the record when its owner is refused: the senior. */
  fallbackOwnerId?: string | null;
}
/** Takes a step of any kind; a change of a record that is there brings values and nothing else. */
export const givenBy = (step: PlanStep | undefined): Given => (!step || isUpdate(step) ? {} : step.values);

export interface MendRules {
  /** The CRM's name in notes. */
  system: string;
  /** Keys that keep doubles away: never changed. */
  keys: ReadonlySet<string>;
  /** What the record cannot be without: may be cut, never left out. */
  needed: ReadonlySet<string>;
}
export interface Mended<Value> {
  values: Record<string, Value>;
  /** A sentence per cure. */
  notes: Words[];
}

const REASONS: Record<Exclude<RefusedWhy, 'required'>, TextCode> = {
  unknown: 'mend.out.unknown',
  readOnly: 'mend.out.readOnly',
  badValue: 'mend.out.badValue',
  tooLong: 'mend.out.tooLong',
};

/** What was done already for one write: a field is cut once, filled once and left out once, so rounds come to an end. */
export class Mending {
  private readonly done = new Set<string>();

  /** `given`: the values of the plan's step, of which the node's defaults are taken. */
  constructor(
    private readonly rules: MendRules,
    private readonly given: Given,
  ) {}

  private once(what: 'cut' | 'filled' | 'left out', field: string): boolean {
    const key = `${what} ${field}`;
    if (this.done.has(key)) return false;
    this.done.add(key);
    return true;
  }

  /**
   * Takes the values sent and what was refused of them. Returns the values to send next, or null when a field can be
   * neither mended nor left out: then nothing is changed and the refusal stands.
   */
  mend<Value>(
    values: Record<string, Value>,
    refused: readonly RefusedField[],
  ): Mended<Value | string> | null {
    if (this.given.whole) return null;
    let next: Record<string, Value | string> = values;
    const notes: Words[] = [];
    for (const one of refused) {
      const mended = this.mendField(next, one);
      if (mended === null) return null;
      next = mended.values;
      if (mended.note) notes.push(mended.note);
    }
    return refused.length === 0 ? null : { values: next, notes };
  }

  /** True for a field with a default that was neither written yet nor left out as refused. */
  private isDue(field: string): boolean {
    const done = ['filled', 'left out'].some((what) => this.done.has(`${what} ${field}`));
    return !done && Boolean(this.given.defaults?.[field]);
  }

  private mendField<Value>(
    values: Record<string, Value | string>,
    one: RefusedField,
  ): { values: Record<string, Value | string>; note: Words | null } | null {
    const { system, keys, needed } = this.rules;
    const { field, why, max = 0, said: vendor } = one;
    const name = fieldNames([one]);
    // A rule of the account (Salesforce's validation rules) may name a field that lacks without calling it required.
    if (why === 'required' || (why === 'badValue' && values[field] === undefined && this.isDue(field))) {
      const value = this.given.defaults?.[field];
      if (!value || !this.once('filled', field)) return null;
      const note = said('mend.filled', { system, name, value });
      return { values: { ...values, [field]: value }, note };
    }
    if (keys.has(field)) return null;
    const sent = values[field];
    if (why === 'tooLong' && typeof sent === 'string' && max > 0 && sent.length > max) {
      if (!this.once('cut', field)) return null;
      return {
        values: { ...values, [field]: cut(sent, max) },
        note: said('mend.cut', { name, max }),
      };
    }
    // Named twice in one answer: it is out already.
    if (sent === undefined) return this.done.has(`left out ${field}`) ? { values, note: null } : null;
    if (needed.has(field) || !this.once('left out', field)) return null;
    const words = vendor ? ` (${vendor.replace(/\.$/, '')})` : '';
    return {
      values: without(values, field),
      note: said(REASONS[why], { name, system, words }),
    };
  }
}

/** Takes a refusal that nothing mends; returns it with the fields named and what to do, for whoever set up the CRM. */
export function demandedError(error: CrmError, action: Words, refused: readonly RefusedField[]): CrmError {
  const demanded = refused.filter(({ why }) => why === 'required');
  if (demanded.length === 0) return error;
  const { kind, system, status, code } = error;
  const names = fieldNames(demanded);
  return new CrmError({
    kind,
    system,
    message: said('write.demanded', { system, action, names }),
    advice: said('write.demanded.advice', { system, names }),
    status,
    code,
    subject: demanded.map(({ field }) => field).join(', '),
    cause: error,
  });
}
