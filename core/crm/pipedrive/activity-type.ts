/** What to do where an activity type is refused: a person has switched it off or renamed it. */
import type { CrmError } from '../../http/errors';
import { readActivityTypes } from './lists';
import type { Work } from './work';

/** The activity type of a new account. */
export const STANDARD_TYPE = 'call';
const TYPE_READ = 'activity types';

/** First half of the note; `so` says what was done about it. */
export const typeLacks = (type: string, so: string): string =>
  `Pipedrive has no activity type ${type} (any more), so ${so}`;

/**
 * Takes the refusal, the refused type and what was tried before for this record; returns the usual type, else any that is
 * active. Null when the type is not to blame or there is no other. Throws CrmError.
 */
export async function otherType(
  { api }: Work,
  error: CrmError,
  type: string,
  tried: Set<string>,
): Promise<string | null> {
  if (error.kind !== 'invalidField' || !/\btype\b/i.test(error.message) || tried.has(TYPE_READ)) return null;
  tried.add(TYPE_READ);
  const active = (await readActivityTypes(api)).map(({ value }) => value);
  if (active.includes(type)) return null;
  return active.find((one) => one === STANDARD_TYPE) ?? active[0] ?? null;
}
