/**
 * Idempotency keys. They are stored in the CRM and compared for ever, so their form must never change.
 * Only [A-Za-z0-9_-]: Salesforce misreads a dot in an external-id URL as a file extension (docs/reference/product.md#keys).
 */
import { createHash } from 'node:crypto';
import type { TaskRole } from '../model/plan';

const safe = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '_');

/** Takes a number in any notation; returns its digits, the unique phone key of contacts, leads and companies. */
export function phoneKey(digits: string): string {
  return digits.replace(/\D/g, '');
}

/** Takes an e-mail; returns the key of a client known by nothing else. Its case does not count. */
export function mailKey(email: string): string {
  const hash = createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
  return `mail_${hash.slice(0, 32)}`;
}

/** Key of the client: the digits of his number, else of his e-mail; null when neither is known. */
export function clientKey(phone: string | null, email: string | null): string | null {
  const digits = phone === null ? '' : phoneKey(phone);
  return digits || (email?.trim() ? mailKey(email) : null);
}

/** Takes Ringostat's project and call id; returns the key stored as `ringostat_call_id` (FoundRecord.callId). */
export function callKey(projectId: string | null, callId: string): string {
  return safe(projectId ? `${projectId}_${callId}` : callId);
}

/** One call makes at most one task per role: returns the unique key of that task. */
export function taskKey(call: string, role: TaskRole): string {
  return `${safe(call)}_${role}`;
}

/** Key of the note with the analysis of a call: one a call, whatever is analysed anew. */
export function noteKey(call: string): string {
  return `${safe(call)}_analysis_note`;
}

/** Key of a task that an analysis asks for. `action`: place of the recommended action, from 1; absent: one task for all. */
export function analysisTaskKey(call: string, role: TaskRole, action: number | null = null): string {
  return [`${safe(call)}_analysis`, role, action].filter((part) => part !== null).join('_');
}

/** Takes a task's key and role; returns the key of its call. */
export function callOfTask(key: string, role: TaskRole): string {
  return key.endsWith(`_${role}`) ? key.slice(0, -role.length - 1) : key;
}

/**
 * Takes the client's key (`clientKey`) and the newest closed deal (null: never had one). Two calls that see the same state of
 * the client get the same key, so that they meet in one deal (docs/decisions/0002).
 */
export function dealStateKey(client: string, newestClosedDealId: string | null): string {
  const key = client.startsWith('mail_') ? client : phoneKey(client);
  return `${key}_${newestClosedDealId === null ? '0' : safe(newestClosedDealId)}`;
}
