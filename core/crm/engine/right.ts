/** Rights that a CRM reveals only on a write request: the check sends one with nothing to write. */
import { CrmError } from '../../http/errors';
import type { Right } from '../port';

/**
 * Takes a write that cannot change anything (no records, or a record that cannot be): CRMs look at rights before they look
 * at what is sent. Returns true unless they lack. Throws CrmError when the credential is refused or nothing was answered.
 */
export async function askRight(write: () => Promise<unknown>): Promise<Right> {
  try {
    await write();
    return true;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    const { kind, message, advice } = error;
    if (kind === 'notPermitted') return { message, advice };
    if (kind === 'invalidField' || kind === 'notFound' || kind === 'permanent') return true;
    throw error;
  }
}
