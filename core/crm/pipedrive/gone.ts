/** Records that were deleted between find and write. */
import type { CrmError } from '../../http/errors';
import { pipedriveError } from './errors';
import { KINDS } from './entities';
import type { Target } from './targets';
import type { Work } from './work';

/** Takes targets of a write that was refused; returns those that are not there any more. Throws CrmError. */
async function goneOf({ api }: Work, targets: Target[]): Promise<Target[]> {
  const there = await Promise.all(
    targets.map(async ({ entity, id, fresh }) => {
      if (fresh) return true;
      return (await api.get(KINDS[entity].collection, id, `reading a ${entity}`)) !== null;
    }),
  );
  return targets.filter((_, index) => there[index] === false);
}

export interface Relinked {
  left: Target[];
  /** What a person should know. */
  note: string;
}

/**
 * After a refusal: the targets that are left, null when none is gone. Throws CrmError (notFound) when one of `needed`
 * is gone, or a remembered one: then the plan is made anew.
 */
export async function targetsLeft(
  work: Work,
  error: CrmError,
  targets: Target[],
  needed: (target: Target) => boolean,
): Promise<Relinked | null> {
  if (error.kind !== 'notFound' && error.kind !== 'invalidField' && error.kind !== 'notPermitted')
    return null;
  const gone = await goneOf(work, targets);
  if (gone.length === 0) return null;
  const names = gone.map(({ entity, id }) => `${entity} ${id}`).join(', ');
  const left = targets.filter((target) => !gone.includes(target));
  if (left.length === 0 || gone.some((target) => needed(target) || target.remembered))
    throw pipedriveError(
      'notFound',
      `${names} is not there any more, so nothing could be linked to it.`,
      'Run the item again: the client is looked up anew.',
      names,
    );
  return { left, note: `No longer in Pipedrive and therefore not linked: ${names}.` };
}
