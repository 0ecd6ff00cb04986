/** Records that were deleted between find and write, or that the user of the token may not see. */
import type { Words } from '../../model/said';
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import { pipedriveError } from './errors';
import { KINDS } from './entities';
import type { Target } from '../engine/run';
import type { Work } from './work';

type State = 'there' | 'gone' | 'hidden';

async function stateOf({ api }: Work, { entity, id, fresh }: Target): Promise<State> {
  if (fresh) return 'there';
  try {
    return (await api.get(KINDS[entity].collection, id, said('doing.readA', { kind: said(`of.${entity}`) })))
      ? 'there'
      : 'gone';
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'notPermitted') return 'hidden';
    throw error;
  }
}

export interface Relinked {
  left: Target[];
  /** What a person should know. */
  note: Words;
}
const namesOf = (targets: Target[]): string => targets.map(({ entity, id }) => `${entity} ${id}`).join(', ');

/**
 * After a refusal: the targets that can be linked, null when all of them can. Throws CrmError (notFound) when one of
 * `needed` is gone, or a remembered one: then the plan is made anew.
 */
export async function targetsLeft(
  work: Work,
  error: CrmError,
  targets: Target[],
  needed: (target: Target) => boolean,
): Promise<Relinked | null> {
  if (error.kind !== 'notFound' && error.kind !== 'invalidField' && error.kind !== 'notPermitted')
    return null;
  const states = await Promise.all(targets.map((target) => stateOf(work, target)));
  const of = (state: State): Target[] => targets.filter((_, index) => states[index] === state);
  const [left, gone, hidden] = [of('there'), of('gone'), of('hidden')];
  if (left.length === targets.length) return null;
  if ((left.length === 0 && hidden.length === 0) || gone.some((one) => needed(one) || one.remembered))
    throw pipedriveError(
      'notFound',
      said('pipedrive.gone', { names: namesOf(gone) }),
      said('advice.lookUpAgain'),
      namesOf(gone),
    );
  const notes = [
    gone.length > 0 ? `No longer in Pipedrive and therefore not linked: ${namesOf(gone)}.` : '',
    hidden.length > 0
      ? `Not linked, because the user of the token may not see it: ${namesOf(hidden)}. Give him the right to see it, or use the token of an admin.`
      : '',
  ];
  return { left, note: notes.filter(Boolean).join(' ') };
}
