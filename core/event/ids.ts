import { createHash } from 'crypto';
import type { EventName } from '../model/event';

/** Takes parts that are the same in every delivery of one event; returns an id made of them. */
export function syntheticId(parts: (string | null)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `synthetic-${hash.slice(0, 32)}`;
}

/** Takes project, call id and name; returns the event's key: the same delivery twice has the same one. */
export function eventKeyOf(projectId: string | null, callId: string, name: EventName): string {
  return [projectId ?? '-', callId, name].join(':');
}
