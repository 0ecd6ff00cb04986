/**
 * What is tried after a refused write before it counts as failed, the same in every CRM: another owner, no e-mail, and any
 * value left out, cut or filled. The vendor's own remedies stand between them (Writing in write.ts).
 */
import { said } from '../../text/said';
import { without } from './text';
import type { CrmError } from '../../http/errors';
import { demandedError, Mending } from './mend';
import { nextOwner } from './owner';
import type { Remedy, Stands, Write, Writing } from './write';

/** The owner is tried twice: the senior, then nobody. */
const OWNERS_MAX = 2;

/** An owner who left or was deactivated: the senior, and once he is refused too nobody. */
function otherOwner<W extends Write>({ system, owner }: Writing<W>): Remedy<W> {
  const { of, give, refused, why, nobody } = owner;
  return {
    times: OWNERS_MAX,
    async try(write, error) {
      const ownerId = of(write);
      if (!ownerId || !(await refused(error, write, ownerId))) return false;
      const next = nextOwner({ system, ownerId, senior: write.given.fallbackOwnerId, why, nobody });
      give(write, next.ownerId);
      write.notes.push(next.note);
      return true;
    },
  };
}

/** A mistyped e-mail of a form must not cost the client: the record is written without it. */
function withoutEmail<W extends Write>({ system, email }: Writing<W>): Remedy<W> {
  return {
    try(write, error) {
      if (!email.refused(error, write)) return false;
      email.leaveOut(write);
      write.notes.push(said('mend.email', { system }));
      return true;
    },
  };
}

/** The remedies of one write, and what of them is used up. */
export class Remedies<W extends Write, Row> {
  private readonly used = new Map<Remedy<W, Row>, number>();
  private readonly mending: Mending;
  private readonly all: readonly Remedy<W, Row>[];

  constructor(
    private readonly crm: Writing<W, Row>,
    private readonly write: W,
  ) {
    const { system, values, first = [], then = [] } = crm;
    this.all = [...first, otherOwner(crm), withoutEmail(crm), ...then];
    const rules = { system, keys: values.keys(write), needed: values.needed(write) };
    this.mending = new Mending(rules, write.given);
  }

  /** Changes the write so that it may be taken, or returns what stands for it. Throws the error when nothing helps. */
  async mend(error: CrmError): Promise<Stands<Row> | null> {
    for (const remedy of this.all) {
      const times = this.used.get(remedy) ?? 0;
      if (times >= (remedy.times ?? 1)) continue;
      const mended = await remedy.try(this.write, error);
      if (mended === null || (mended === false && !remedy.costly)) continue;
      this.used.set(remedy, times + 1);
      if (mended !== false) return mended === true ? null : mended;
    }
    this.mendValues(error);
    return null;
  }

  /** What helps with any value. Throws the refusal with what is demanded. */
  private mendValues(error: CrmError): void {
    const { write } = this;
    const { values } = this.crm;
    const refused = values.refused(error, write);
    const mended = this.mending.mend(values.sent?.(write) ?? write.values, refused);
    // A change without what it is for would look done.
    const empty = mended !== null && write.id !== null && Object.keys(mended.values).length === 0;
    if (!mended || empty) throw demandedError(error, write.action, refused);
    for (const { field } of refused) this.put(field, mended.values[field]);
    write.notes.push(...mended.notes);
  }
  private put(field: string, value: unknown): void {
    const { write } = this;
    const { put } = this.crm.values;
    if (put) put(write, field, value);
    else if (value === undefined) write.values = without(write.values, field);
    else write.values = { ...write.values, [field]: value };
  }
}
