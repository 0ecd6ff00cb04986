import type { OpenEvent } from './open-event';

interface Carried<N> {
  open: OpenEvent<N>;
  sending: number;
}

/** Which message of the host carries which open event. */
export class Carriers<N> {
  private readonly byMessage = new Map<string, Carried<N>>();
  /** The one that was sent last, where an event was accepted several times. */
  private readonly byEventKey = new Map<string, OpenEvent<N>>();

  /** The event was sent in a message of this id. */
  add(messageId: string, open: OpenEvent<N>): void {
    open.messages.add(messageId);
    this.byMessage.set(messageId, { open, sending: open.sending });
    this.byEventKey.set(open.kept.event.eventKey, open);
  }

  /**
   * The open event in a message: by the message's id, which survives clones and functions; else by the event in its payload.
   * Null when there is none, or when the message is of an earlier sending.
   */
  of(message: object): OpenEvent<N> | null {
    const { _msgid: id, payload } = message as { _msgid?: unknown; payload?: unknown };
    if (this.byMessage.size === 0 || typeof id !== 'string') return null;
    const carried = this.byMessage.get(id);
    if (carried) return carried.sending === carried.open.sending ? carried.open : null;
    const key = (payload as { event?: { eventKey?: unknown } } | null | undefined)?.event?.eventKey;
    const open = typeof key === 'string' ? this.byEventKey.get(key) : undefined;
    if (!open) return null;
    // What a node puts into the payload later does not change whose message it is.
    this.add(id, open);
    return open;
  }

  remove(open: OpenEvent<N>): void {
    for (const id of open.messages) this.byMessage.delete(id);
    const { eventKey } = open.kept.event;
    if (this.byEventKey.get(eventKey) === open) this.byEventKey.delete(eventKey);
  }
}
