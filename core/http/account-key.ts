import { createHash } from 'node:crypto';

/**
 * Name of a CRM account in memory and limits: CRM, address and a fingerprint of the credential. Two credentials with the
 * same secret share it; a changed secret (another portal, perhaps) does not. The secret cannot be read back from it.
 */
export function accountKey(crm: string, baseUrl: string, secret: string): string {
  return `${crm} ${createHash('sha256').update(`${baseUrl}\n${secret}`).digest('hex').slice(0, 16)}`;
}
