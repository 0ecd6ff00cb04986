/** "Insert, and if it is there already, read it and go on", for a CRM without unique keys (docs/decisions/0007). */
import { CrmError } from '../../http/errors';
import type { CreateStep } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { Mending } from '../engine/mend';
import { mendedBody, mendValues, noteUnsent, type Mended } from './attempt';
import { bodyOf, jsonOf } from './bodies';
import { young } from './doubles';
import { SYSTEM } from './errors';
import { KINDS } from './entities';
import { paths } from './endpoints';
import { fieldList } from './field-lists';
import { targetsLeft } from './gone';
import { NEEDED } from './refused';
import { checkStage, otherOwner, refreshFields, refusedOwner, withNames } from './remedies';
import { standing } from './standing';
import type { Target, Written } from '../engine/run';
import { linkIds, withCompany } from './targets';
import type { ApiRecord } from './types';
import { ownCodes, type Work } from './work';
import { said } from '../../text/said';

export interface Inserted extends Written {
  /** Another worker made it at the same moment for the same client: his owner counts for what is made after it. */
  settledOwner?: string | null;
}
/** Rounds of one create: an unknown outcome, each remedy and each refused value take one. */
const ROUNDS_MAX = 20;
/** Repetitions of a create whose outcome was unknown and which was not found. */
const UNKNOWN_MAX = 3;

/** What is tried next. */
interface Attempt extends Mended {
  step: CreateStep;
  ownerId: string | null;
  targets: Target[];
  /** Records whose organisation counts beside the targets. */
  existing: FoundRecord[];
}

const ADD_FIELDS = 'Add them as text fields, or run "create fields" with the token of an admin.';
function lackingNote(kind: CreateStep['kind'], missing: string[], why: string): string {
  return `Pipedrive lacks the fields ${missing.join(', ')} of ${KINDS[kind].object}s, so they were left out. ${why || ADD_FIELDS}`;
}

async function send(
  work: Work,
  attempt: Attempt,
  repeat: number,
): Promise<{ id: string; lacking: string | null }> {
  const { step, ownerId, targets, existing } = attempt;
  const { kind } = step;
  const { codes, missing, why } = await ownCodes(work, kind);
  const known = await fieldList(work.api, KINDS[kind].fields);
  attempt.known = known;
  const whole = bodyOf(step, ownerId, linkIds(targets, existing), codes, known);
  noteUnsent(attempt, whole.refused);
  const body = mendedBody(whole, attempt);
  attempt.sent = { ...body.own, ...body.custom };
  const path = paths.collection(KINDS[kind].collection);
  try {
    const made = await work.api.post<ApiRecord>(
      path,
      jsonOf(kind, body),
      said('doing.createKind', { kind: said(`of.${kind}`) }),
      repeat,
    );
    const lacking = missing.length > 0 ? lackingNote(kind, missing, why) : null;
    return { id: String(made.id), lacking };
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'invalidField' && !attempt.tried.has('fields')) {
      attempt.tried.add('fields');
      if (await refreshFields(work, kind, Object.keys(body.custom))) return send(work, attempt, repeat);
    }
    throw error;
  }
}

/** Changes the attempt so that it may succeed; false when nothing can be done. Throws a clearer error. */
async function remedied(work: Work, attempt: Attempt, error: CrmError): Promise<boolean> {
  const { step, ownerId, tried } = attempt;
  const once = (name: string): boolean => !tried.has(name) && !!tried.add(name);
  if (error.kind === 'invalidField' && once('stage')) await checkStage(work, step);
  if (step.values.email && /e-?mail/i.test(error.message) && error.kind === 'invalidField' && once('email')) {
    // A mistyped e-mail of a form must not cost the client.
    attempt.step = { ...step, values: { ...step.values, email: null } };
    attempt.notes.push('Pipedrive refused the e-mail as invalid, so it was left out; it is in the form.');
    return true;
  }
  if (ownerId !== null && once(`owner ${ownerId}`) && (await refusedOwner(work, error, ownerId))) {
    const next = otherOwner(ownerId, step.values.fallbackOwnerId);
    attempt.ownerId = next.ownerId;
    attempt.notes.push(next.note);
    return true;
  }
  const needed = ({ entity }: Target): boolean => entity === 'contact' && step.kind !== 'company';
  const linked = withCompany(attempt.targets, attempt.existing);
  const relinked = once('links') ? await targetsLeft(work, error, linked, needed) : null;
  if (!relinked)
    return (
      error.kind === 'invalidField' &&
      mendValues(attempt, error, said('doing.createKind', { kind: said(`of.${step.kind}`) }))
    );
  attempt.targets = relinked.left;
  attempt.existing = [];
  attempt.notes.push(relinked.note);
  return true;
}

/** Takes a record of ours away, because another one stands for it; a refusal is a note. */
async function takeAway(work: Work, { step, notes }: Attempt, id: string): Promise<void> {
  const path = paths.record(KINDS[step.kind].collection, id);
  try {
    await work.api.remove(path, said('doing.takeDoubleOf', { kind: said(`of.${step.kind}`) }));
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    notes.push(`The double ${id} made at the same moment could not be taken away: ${error.message}`);
  }
}

/** Another worker made the same record: the one with the lowest id stays, ours is taken away. */
async function settled(work: Work, attempt: Attempt, id: string): Promise<Inserted> {
  const { step, targets, notes } = attempt;
  const [first] = await standing(work, step, targets);
  if (!first || first.id === id) return { id, status: 'created', notes };
  await takeAway(work, attempt, id);
  const race = young(first.createdAt, work.api.clock.now()) ? { settledOwner: first.ownerId } : {};
  return { id: first.id, status: 'alreadyThere', notes, ...race };
}

/** After a request of unknown outcome: the record that stands; one of ours beside it is taken away. Null: none is there. */
async function readBack(work: Work, attempt: Attempt): Promise<Inserted | null> {
  const { step, targets, notes } = attempt;
  const [first, ...others] = await standing(work, step, targets);
  if (!first) return null;
  // Whoever made the others for this call finds the first one too.
  for (const { id, ours } of others) if (ours) await takeAway(work, attempt, id);
  return { id: first.id, status: 'created', notes };
}

/** True while somebody else may make the same record: then every insert is read back. */
export const careful = ({ api, settings }: Pick<Work, 'api' | 'settings'>): boolean =>
  settings.workers === 'several' || api.shared();

/** Creates the record of the step with links to `targets`. Throws CrmError. */
export async function insertRecord(work: Work, step: CreateStep, targets: Target[]): Promise<Inserted> {
  const attempt: Attempt = {
    step,
    ownerId: step.values.ownerId,
    targets,
    existing: work.existing,
    notes: [],
    tried: new Set(),
    mending: new Mending(
      {
        system: SYSTEM,
        // Nothing is unique here, so a key that is refused may be left out, like one that cannot be made.
        keys: new Set(),
        needed: NEEDED,
      },
      step.values,
    ),
    sent: {},
    known: [],
    instead: new Map(),
  };
  let unknown = 0;
  for (let round = 1; ; round += 1) {
    try {
      const { id, lacking } = await send(work, attempt, unknown);
      if (lacking) attempt.notes.push(lacking);
      if (careful(work)) return await settled(work, attempt, id);
      return { id, status: 'created', notes: attempt.notes };
    } catch (error) {
      if (!(error instanceof CrmError) || round >= ROUNDS_MAX) throw error;
      if (error.kind === 'outcomeUnknown') {
        const found = await readBack(work, attempt);
        if (found) return found;
        unknown += 1;
        if (unknown > UNKNOWN_MAX) throw error;
      } else if (
        !['invalidField', 'notPermitted', 'notFound'].includes(error.kind) ||
        !(await remedied(work, attempt, error))
      )
        throw withNames(work, step.kind, error);
    }
  }
}
