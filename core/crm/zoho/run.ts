/** State of one `apply`: the engine's, in Zoho's parts. */
import type { CrmError } from '../../http/errors';
import type { RecordRef } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import * as engine from '../engine/run';
import { outcomeOf, passes } from '../engine/outcomes';
import { isCall, isCreate, isTask, isUpdate } from '../engine/steps';
import { SYSTEM } from './errors';
import type { Session } from './find';
import { moduleOf } from './modules';
import { CALL_ID } from './own-fields';
import { changesIn, type Lookup, type Part } from './parts';

export class Run extends engine.Run {
  constructor(
    readonly session: Session,
    readonly existing: FoundRecord[],
  ) {
    super({ system: SYSTEM, url: (kind, id) => session.links(moduleOf(kind), id) });
  }

  /** Id of the record a reference points to, null while it is not there. */
  idOf(ref: RecordRef): string | null {
    return this.targets([ref])[0]?.id ?? null;
  }
  isFresh(ref: RecordRef): boolean {
    return this.targets([ref])[0]?.fresh === true;
  }
  private isBroken({ ref }: Lookup): boolean {
    return this.failureFor(ref) !== undefined && this.idOf(ref) === null;
  }
  /** Error of a record the part cannot do without; a part that can loses the link to it. */
  waits(part: Part): CrmError | null {
    const [step] = part.steps;
    const isActivity = step !== undefined && (isCall(step) || isTask(step));
    // Its key on the last activity tells a replay that the plan is done.
    const waits = isActivity && CALL_ID in part.values ? this.lastWaits(step) : null;
    if (waits) return waits;
    const broken = part.lookups.filter((lookup) => this.isBroken(lookup));
    const [first] = broken;
    if (!first || !step) return null;
    part.lookups = part.lookups.filter((lookup) => !broken.includes(lookup));
    const needed = part.linkOnly || broken.some(({ field }) => field === 'Contact_Name');
    // An activity is written to whatever there is, a contact also without its company.
    if (!needed && (part.lookups.length > 0 || part.module === 'Contacts')) return null;
    const cause = this.failureFor(first.ref);
    // An activity is written to whatever there is, be it nothing (G-28).
    if (!needed && isActivity && cause && !passes(cause)) return null;
    return this.waitsFor(step, first.ref);
  }
  donePart(part: Part, id: string, status: 'created' | 'alreadyThere'): void {
    if (part.linkOnly) return;
    const url = this.session.links(part.module, id);
    for (const step of part.steps) {
      if (isUpdate(step)) {
        const changes = changesIn(step, this.existing);
        this.done(outcomeOf(step, { status: 'updated', recordId: id, url, changes }, part.notes));
        continue;
      }
      if (isCreate(step)) this.stands(step, id, status);
      this.done(outcomeOf(step, { status, recordId: id, url }, part.notes));
    }
  }
  failPart({ steps, id }: Part, error: unknown): void {
    for (const step of steps) this.fail(step, error, this.outcome(step)?.recordId ?? id);
  }
}
