/** What calls of one client mean together: who came for the first time, who was called back, who still waits. */
import type { CountedCall, Sequel } from './types';

/** Memory holds an entry per client of the span, and a missed call per client who waits. */
export class Clients {
  private readonly known = new Set<string>();
  private readonly waiting = new Map<string, CountedCall>();

  /**
   * Takes the calls, oldest first. A client waits from the first missed call after which nobody talked to him; any conversation
   * ends it, and is a callback when the company dialled.
   */
  follow(call: CountedCall): Sequel {
    const { client, direction, talked, startedAt } = call;
    if (client === null) return { first: false, calledBackAfter: null };
    const first = !this.known.has(client);
    this.known.add(client);
    const missed = this.waiting.get(client);
    if (!talked) {
      if (direction === 'incoming' && !missed) this.waiting.set(client, call);
      return { first, calledBackAfter: null };
    }
    this.waiting.delete(client);
    const calledBack = missed !== undefined && direction === 'outgoing';
    return {
      first,
      // Somebody may dial while the client's phone is still ringing.
      calledBackAfter: calledBack ? Math.max(0, Math.round((startedAt - missed.endedAt) / 1000)) : null,
    };
  }

  /** Missed calls whose clients nobody has talked to since. */
  left(): CountedCall[] {
    return [...this.waiting.values()];
  }
}
