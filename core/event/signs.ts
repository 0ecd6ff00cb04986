import type { EmployeeSigns } from '../model/event';

/** True when any sign is filled: somebody took or made the call, known to the team or not. */
export function hasSigns({ id, name, email, extension, direction }: EmployeeSigns): boolean {
  return [id, name, email, extension, direction].some((sign) => Boolean(sign?.trim()));
}
