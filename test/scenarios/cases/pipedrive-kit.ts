/** What Pipedrive's scenarios share. */
import type { PipedriveLab } from '../../../sandbox/pipedrive/lab';
import type { Call, World } from '../types';

/** The lab with what only Pipedrive has. */
export const labOf = (world: World): PipedriveLab => world.lab as PipedriveLab;

/**
 * A call of this very minute, as webhooks bring it. One that ended before the process knew the account is looked for
 * first, which costs a request (docs/decisions/0007).
 */
export function fresh(): Pick<Call, 'at'> {
  const at = new Date().toLocaleString('sv-SE', { timeZone: 'Europe/Kyiv' });
  return { at };
}
