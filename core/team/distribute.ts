/** Distributes missed calls of new clients evenly over employees, without a shared counter (G-11). */
import { createHash } from 'crypto';
import type { Employee } from '../model/team';

/** Takes part when marked, active and mapped: anybody else could not own the record. */
export function takesMissed(employee: Employee): boolean {
  return employee.distributeMissed && employee.active && employee.crmUserId !== null;
}

/**
 * Takes a text that is the same for every moment of one call, and the employees. Returns the one of the marked ones
 * with the highest hash (rendezvous hashing): parallel workers agree, a replay moves nothing, and a new colleague
 * takes over only his own share. Null when nobody is marked. The order of the list does not matter.
 */
export function distribute(callKey: string, employees: Employee[]): Employee | null {
  let best: { employee: Employee; weight: string } | null = null;
  for (const employee of employees) {
    if (!takesMissed(employee)) continue;
    const weight = createHash('sha256')
      .update(JSON.stringify([callKey, employee.id]))
      .digest('hex');
    if (!best || weight > best.weight) best = { employee, weight };
  }
  return best?.employee ?? null;
}
