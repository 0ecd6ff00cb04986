/** What to do where an activity type is refused: a person has switched it off or renamed it. */
import { said } from '../../text/said';
import type { Remedy } from '../engine/write';
import { readActivityTypes } from './lists';
import type { Work } from './work';
import type { Write } from './write';

/** The activity type of a new account. */
export const STANDARD_TYPE = 'call';

/** The usual type, else any that is active, where the refused one is to blame. */
export const otherType = ({ api }: Work): Remedy<Write> => ({
  costly: true,
  async try(write, error) {
    const { type, step } = write;
    const about = error.kind === 'invalidField' && /\btype\b/i.test(error.message);
    if (!about || type === '' || step.values.fields['type']) return null;
    const active = (await readActivityTypes(api)).map(({ value }) => value);
    const other = active.find((one) => one === STANDARD_TYPE) ?? active[0];
    if (active.includes(type) || other === undefined) return false;
    const kind = step.kind === 'task' ? 'task' : 'callRecord';
    write.notes.push(said(`pipedrive.noType.${kind}`, { type, other }));
    write.type = other;
    return true;
  },
});
