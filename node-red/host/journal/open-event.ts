import type { Kept } from './lines';

/** An accepted event that is not finished, and who has it at the moment. `N` is a node of the host. */
export class OpenEvent<N> {
  /** Counts how often the trigger has sent it: what an earlier sending still does is not asked about. */
  sending = 0;
  /** An earlier event of its number goes first. */
  waiting = false;
  /** Ids of the messages that carry it, of every sending. */
  readonly messages = new Set<string>();
  /** Messages of this sending that a node has got and is not done with. */
  private readonly held = new Map<N, number>();
  /** Nodes that have got it, have not sent it on, and never say when they are done. */
  private readonly silent = new Set<N>();
  /** It was written, there was nothing to write, or a fault was told. */
  private settled = false;
  /** A node was done with it while flows were stopped: what it sent on may have reached nobody. */
  private cut = false;

  /** `touched`: milliseconds since the epoch when it was last sent, taken or released. */
  constructor(
    readonly kept: Kept,
    public touched: number,
  ) {}

  /** Nobody has it any more, and nobody may send it on later. */
  get finished(): boolean {
    return this.free && !this.waiting && (this.settled || (!this.cut && this.silent.size === 0));
  }
  /** Nobody is known to be at it, but a node that never tells may be. */
  get resting(): boolean {
    return this.free && !this.cut && !this.waiting;
  }

  take(node: N, tells: boolean, from: N): void {
    this.silent.delete(from);
    if (tells) this.held.set(node, (this.held.get(node) ?? 0) + 1);
    else this.silent.add(node);
  }

  /** `told`: with a fault that was told. `cut`: while flows are stopped, so that a fault is the deploy's, not the event's. */
  release(node: N, { told, cut }: { told: boolean; cut: boolean }): void {
    const left = (this.held.get(node) ?? 0) - 1;
    if (left > 0) this.held.set(node, left);
    else this.held.delete(node);
    if (cut) this.cut = true;
    else if (told) this.settled = true;
  }

  settle(): void {
    this.settled = true;
  }

  /** Whether some of its way has been cut: who has it is not there any more, or nobody ever had it. */
  interrupted(alive: (node: N) => boolean): boolean {
    const holders = [...this.held.keys(), ...this.silent];
    return this.cut || holders.length === 0 || !holders.every(alive);
  }

  /** Begins another sending. */
  again(): void {
    this.sending += 1;
    this.settled = false;
    this.cut = false;
    this.held.clear();
    this.silent.clear();
  }

  /** Whose events go one after the other: the client's number at this trigger, or the event by itself. */
  get number(): string {
    const { trigger, event } = this.kept;
    return `${trigger} ${event.clientNumber ?? event.eventKey}`;
  }

  private get free(): boolean {
    return this.held.size === 0;
  }
}
