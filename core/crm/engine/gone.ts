/** Records that somebody deleted after they were found and before something was linked to them: it is written without these links. */
import { said } from '../../text/said';
import type { Words } from '../../model/said';
import { CrmError } from '../../http/errors';
import type { Write } from './write';

export interface Gone {
  system: string;
  /** As people know them, and whether memory told of them. */
  gone: { name: string; remembered?: boolean | undefined }[];
  /** The write can do with what is left to link it to. */
  enough: boolean;
}

/**
 * Takes a write whose links to what is gone were left out; notes it. Throws CrmError (notFound) when it cannot do without
 * them, or when memory was wrong: then the plan is made anew.
 */
export function noteGone(write: Write, { system, gone, enough }: Gone): void {
  const names = gone.map(({ name }) => name);
  if (!enough || gone.some(({ remembered }) => remembered)) throw goneError(system, write.action, names);
  write.notes.push(said('mend.gone', { system, names }));
}

export const goneError = (system: string, action: Words, names: string[]): CrmError =>
  new CrmError({
    kind: 'notFound',
    system,
    message: said('write.gone', { system, action, names }),
    advice: said('advice.lookUpAgain'),
    subject: names.join(', '),
  });
