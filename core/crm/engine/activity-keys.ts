/** The keys that a call's record and tasks have in every CRM. */
import { taskKey } from '../../plan/keys';
import type { TaskRole } from '../../model/plan';

export const ROLES: readonly TaskRole[] = ['manager', 'responsible', 'senior'];

/** Takes a call's key; returns that of its record and those of its tasks, one a role. */
export function activityKeys(call: string): { record: string; tasks: string[] } {
  return { record: call, tasks: ROLES.map((role) => taskKey(call, role)) };
}
