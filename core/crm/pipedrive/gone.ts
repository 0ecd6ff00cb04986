/** Records that were deleted between find and write, or that the user of the token may not see. */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import { noteGone } from '../engine/gone';
import type { Remedy } from '../engine/write';
import { SYSTEM } from './errors';
import { KINDS } from './entities';
import type { Target } from '../engine/run';
import { withCompany } from './targets';
import type { Work } from './work';
import type { Write } from './write';

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

const namesOf = (targets: Target[]): string[] => targets.map(({ entity, id }) => `${entity} ${id}`);

/** True for a refusal of what was sent, be it a value or a link. */
export const isRefusal = ({ kind }: CrmError): boolean =>
  kind === 'notFound' || kind === 'invalidField' || kind === 'notPermitted';

/** Links are left to what is there and may be seen. Costs a request a link. `needed`: what it cannot do without. */
export const relink = (work: Work, needed: (target: Target, write: Write) => boolean): Remedy<Write> => ({
  costly: true,
  async try(write, error) {
    if (!isRefusal(error)) return null;
    const targets = withCompany(write.targets, write.existing);
    const states = await Promise.all(targets.map((target) => stateOf(work, target)));
    const of = (state: State): Target[] => targets.filter((_, at) => states[at] === state);
    const [left, gone, hidden] = [of('there'), of('gone'), of('hidden')];
    if (left.length === targets.length) return false;
    const names = namesOf(gone);
    const enough = left.length + hidden.length > 0 && !gone.some((target) => needed(target, write));
    if (gone.length > 0 || !enough)
      noteGone(write, {
        system: SYSTEM,
        gone: gone.map(({ remembered }, at) => ({ name: names[at] ?? '', remembered })),
        enough,
      });
    if (hidden.length > 0) write.notes.push(said('pipedrive.hidden', { names: namesOf(hidden) }));
    write.targets = left;
    write.existing = [];
    return true;
  },
});
