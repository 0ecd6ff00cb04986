/** "Insert, and if it is there already, read it and go on", for a CRM without unique keys (docs/decisions/0007). */
import { CrmError } from '../../http/errors';
import type { CreateStep } from '../../plan/types';
import { bodyOf, jsonOf } from './bodies';
import { KINDS } from './entities';
import { paths } from './endpoints';
import { fieldList } from './field-lists';
import { targetsLeft } from './gone';
import { checkStage, nextOwner, refreshFields, refusedOwner, withNames } from './remedies';
import { standing } from './standing';
import { linkIds, type Target } from './targets';
import type { ApiRecord } from './types';
import { ownCodes, type Work } from './work';

export interface Written {
  id: string;
  status: 'created' | 'alreadyThere';
  notes: string[];
}
/** Rounds of one create: an unknown outcome and each remedy take one. */
const ROUNDS_MAX = 8;
/** Repetitions of a create whose outcome was unknown and which was not found. */
const UNKNOWN_MAX = 3;

/** What is tried next. */
interface Attempt {
  step: CreateStep;
  ownerId: string | null;
  targets: Target[];
  notes: string[];
  /** Remedies that were tried. */
  tried: Set<string>;
}

async function send(
  work: Work,
  attempt: Attempt,
  repeat: number,
): Promise<{ id: string; missing: string[] }> {
  const { step, ownerId, targets } = attempt;
  const { kind } = step;
  const { codes, missing } = await ownCodes(work, kind);
  const known = await fieldList(work.api, KINDS[kind].fields);
  const body = bodyOf(step, ownerId, linkIds(targets, work.existing), codes, known);
  const path = paths.collection(KINDS[kind].collection);
  try {
    const made = await work.api.post<ApiRecord>(path, jsonOf(kind, body), `creating the ${kind}`, repeat);
    return { id: String(made.id), missing };
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
    const next = nextOwner(ownerId, step.values.fallbackOwnerId);
    attempt.ownerId = next.ownerId;
    attempt.notes.push(next.note);
    return true;
  }
  if (!once('links')) return false;
  const needed = ({ entity }: Target): boolean => entity === 'contact' && step.kind !== 'company';
  const relinked = await targetsLeft(work, error, attempt.targets, needed);
  if (!relinked) return false;
  attempt.targets = relinked.left;
  attempt.notes.push(relinked.note);
  return true;
}

/** Takes a record of ours away, because another one stands for it; a refusal is a note. */
async function takeAway(work: Work, { step, notes }: Attempt, id: string): Promise<void> {
  const path = paths.record(KINDS[step.kind].collection, id);
  try {
    await work.api.remove(path, `taking away the double of the ${step.kind}`);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    notes.push(`The double ${id} made at the same moment could not be taken away: ${error.message}`);
  }
}

/** Another worker made the same record: the one with the lowest id stays, ours is taken away. */
async function settled(work: Work, attempt: Attempt, id: string): Promise<Written> {
  const { step, targets, notes } = attempt;
  const [first] = await standing(work, step, targets);
  if (!first || first.id === id) return { id, status: 'created', notes };
  await takeAway(work, attempt, id);
  return { id: first.id, status: 'alreadyThere', notes };
}

/** After a request of unknown outcome: the record that stands; one of ours beside it is taken away. Null: none is there. */
async function readBack(work: Work, attempt: Attempt): Promise<Written | null> {
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
export async function insertRecord(work: Work, step: CreateStep, targets: Target[]): Promise<Written> {
  const attempt: Attempt = { step, ownerId: step.values.ownerId, targets, notes: [], tried: new Set() };
  let unknown = 0;
  for (let round = 1; ; round += 1) {
    try {
      const { id, missing } = await send(work, attempt, unknown);
      if (missing.length > 0)
        attempt.notes.push(
          `Pipedrive lacks the fields ${missing.join(', ')} of ${KINDS[step.kind].object}s, so they were left out: add them as text fields, or run "create fields" with the token of an admin.`,
        );
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
