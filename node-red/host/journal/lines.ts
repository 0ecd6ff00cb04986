/** The journal as text: one JSON object a line. What a line says is added to what the lines before it said. */
import type { RingostatEvent } from '../../../core/model/event';

/** An event that was accepted, as it stands in the journal. */
export interface Kept {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Id and path of the trigger that accepted it. */
  trigger: string;
  path: string;
  /** How often the process died without being stopped while this event was open. */
  crashes: number;
  event: RingostatEvent;
}

export interface ReadJournal {
  /** Accepted and not struck off, in the order of acceptance. */
  open: Kept[];
  /** The process that wrote last was killed, or its machine was. */
  killed: boolean;
  /** Lines that say nothing: cut while they were written, or damaged since. */
  unreadable: number;
}

export const accepted = (kept: Kept): string => `${JSON.stringify(kept)}\n`;
export const struck = (id: string): string => `${JSON.stringify({ struck: id })}\n`;
/** Work begins, work was ended in order: what is not followed by the other tells of a crash. */
export const began = (at: number): string => `${JSON.stringify({ began: at })}\n`;
export const ended = (at: number): string => `${JSON.stringify({ ended: at })}\n`;

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isKept(value: Record<string, unknown>): boolean {
  const { id, at, trigger, path, crashes, event } = value;
  const texts = [id, trigger, path].every((one) => typeof one === 'string');
  const key = (event as { eventKey?: unknown } | null | undefined)?.eventKey;
  return texts && typeof at === 'number' && typeof crashes === 'number' && typeof key === 'string';
}

/** Reads a journal cut at any byte. Throws nothing: a line that cannot be read is counted and left out. */
export function readLines(text: string): ReadJournal {
  const open = new Map<string, Kept>();
  let killed = false;
  let unreadable = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const said = parse(line);
    if (said && isKept(said)) open.set(said['id'] as string, said as unknown as Kept);
    else if (typeof said?.['struck'] === 'string') open.delete(said['struck']);
    else if (said && 'began' in said) killed = true;
    else if (said && 'ended' in said) killed = false;
    else unreadable += 1;
  }
  return { open: [...open.values()], killed, unreadable };
}
