/** Staff export → rows of the team table. */
import { asRecord } from '../event/records';
import { textOf } from '../event/text';
import type { Employee } from '../model/team';

/** One direction is `{direction, type}`, a text, or a SIP account `{login, online}`. */
function directionsOf(value: unknown): string[] {
  const items = Array.isArray(value) ? value : Object.values(asRecord(value) ?? {});
  return items.flatMap((item) => {
    const record = asRecord(item);
    return (
      (record ? (textOf(record.direction) ?? textOf(record.login) ?? textOf(record.number)) : textOf(item)) ??
      []
    );
  });
}

/**
 * Takes the result of getProjectStaffListAndDirections (object keyed by staff id, or a list); returns employees:
 * main directions are dialled; all other ones, and the employee's own phone, only recognise him. None is mapped yet.
 */
export function toEmployees(result: unknown): Employee[] {
  const record = asRecord(result);
  const entries: [string, unknown][] = Array.isArray(result)
    ? result.map((row: unknown) => ['', row])
    : Object.entries(record ?? {});
  return entries.flatMap(([key, value]) => {
    const row = asRecord(value);
    const id = row && (textOf(row.staffId) ?? textOf(row.id) ?? key);
    if (!row || !id) return [];
    const kinds = Object.entries(asRecord(row.directions) ?? {});
    const main = [
      ...new Set(kinds.filter(([kind]) => kind === 'main').flatMap(([, list]) => directionsOf(list))),
    ];
    const others = [
      ...kinds.filter(([kind]) => kind !== 'main').flatMap(([, list]) => directionsOf(list)),
      textOf(row.phone) ?? '',
    ];
    return {
      id,
      name: textOf(row.fio) ?? textOf(row.email) ?? id,
      email: textOf(row.email)?.toLowerCase() ?? null,
      extension: textOf(row.extensionNumber),
      main,
      additional: [...new Set(others)].filter((direction) => direction !== '' && !main.includes(direction)),
      crmUserId: null,
      active: true,
      distributeMissed: false,
      substitute: null,
    };
  });
}
