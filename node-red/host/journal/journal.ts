/**
 * Accepted events until they are finished. One for the process: it outlives deploys, and its file the process.
 *
 * The rule: an event is under way while any node of the flow, ours or not, has a message of it and has not said that it is
 * done (Node-RED's `done`). When nobody has it any more it is finished: an Upsert node wrote it, there was nothing to do, a
 * fault was told, or the flow let it go. A node that never says when it is done may send it on later: then it rests, and is
 * finished after REST_MS. What a deploy, stop or crash cuts is sent again from its trigger. Nothing is doubled by that in the
 * CRM: what we write carries the key of its event.
 */
import { randomUUID } from 'node:crypto';
import type { RingostatEvent } from '../../../core/model/event';
import { Carriers } from './carriers';
import { JournalFile, readFile, replaceFile } from './file';
import { accepted, began, ended, readLines, struck, type Kept } from './lines';
import { OpenEvent } from './open-event';

export type { Kept };

export const REST_MS = 60_000;
/** As long as the replay from the call log looks back. */
export const MAX_AGE_MS = 3 * 24 * 3_600_000;
/** An event during which the process died as often is not begun again. */
export const MAX_CRASHES = 5;
/** Open events at most: about 50 MB. A flow that is further behind is not helped by more. */
const MAX_OPEN = 20_000;
/** Bytes from which the file is written anew when most of it is dealt with. */
const COMPACT_FROM = 1_000_000;

/** Trigger of a flow that is deployed. */
export interface Sender {
  id: string;
  path: string;
  /** Sends the event into the flow in a message of this id. */
  send(event: RingostatEvent, messageId: string): void;
  /** Tells that the event is given up. */
  giveUp(kept: Kept, why: 'givenUpCrashes' | 'givenUpAge'): void;
}
export interface JournalOptions<N> {
  /** Null: in memory only. */
  path: string | null;
  /** Open events that are written down at most. */
  maxOpen?: number;
  now(): number;
  /** Whether this very node is part of the flow that is deployed. */
  alive(node: N): boolean;
  /** What nobody can be told of in a flow. */
  warn(kind: 'journalUnreadable' | 'journalOrphan', count: number): void;
}

export class Journal<N> {
  private readonly open = new Map<string, OpenEvent<N>>();
  private readonly carriers = new Carriers<N>();
  /** Taken up and not sent yet, by number: the next one goes when the one before it is finished. */
  private readonly behind = new Map<string, OpenEvent<N>[]>();
  private readonly senders = new Map<string, Sender>();
  private file: JournalFile | null = null;
  /** Flows are started: what is accepted is sent on at once. */
  private started = false;
  /** Deploys under way: whether one of them may keep what this node sends on from reaching anybody. */
  private cuts: ((node: N) => boolean)[] = [];
  private read = false;
  private readonly checks = new Set<OpenEvent<N>>();

  constructor(private readonly options: JournalOptions<N>) {}

  /** Events accepted and not finished. */
  get size(): number {
    return this.open.size;
  }

  /** Whether what is accepted outlives the process. */
  get lasting(): boolean {
    return this.options.path !== null;
  }

  /** Reads what the process before left. Throws as node:fs does when the file can be neither read nor written. */
  load(): void {
    const { path } = this.options;
    if (this.file || path === null) return;
    // Once only: what was read is in memory, also when it cannot be written.
    if (!this.read) {
      const { open, killed, unreadable } = readLines(readFile(path));
      this.read = true;
      const now = this.options.now();
      for (const kept of open)
        this.open.set(kept.id, new OpenEvent({ ...kept, crashes: kept.crashes + (killed ? 1 : 0) }, now));
      if (unreadable > 0) this.options.warn('journalUnreadable', unreadable);
    }
    const text = this.whole();
    replaceFile(path, text);
    this.file = new JournalFile(path, Buffer.byteLength(text), () => this.whole(), COMPACT_FROM);
  }

  /** A trigger is there. Its open events are sent by takeUp(). */
  attach(sender: Sender): void {
    this.senders.set(sender.id, sender);
  }
  /** It is closed: what it has accepted since stays open. */
  async detach(id: string): Promise<void> {
    this.senders.delete(id);
    await this.file?.add(ended(this.options.now()), true).catch(() => undefined);
  }

  /**
   * Writes an event down. `written` is false when it could not be: it is in memory only. `without` are secrets that the
   * sender may have repeated in the payload.
   */
  async accept(
    from: Pick<Sender, 'id' | 'path'>,
    event: RingostatEvent,
    without: string[],
  ): Promise<{ id: string; written: boolean }> {
    const at = this.options.now();
    const id = randomUUID();
    const kept = { id, at, trigger: from.id, path: from.path, crashes: 0, event: hide(event, without) };
    const room = this.open.size < (this.options.maxOpen ?? MAX_OPEN);
    this.open.set(id, new OpenEvent(kept, at));
    if (this.options.path === null) return { id, written: true };
    if (!room) return { id, written: false };
    try {
      this.load();
      await this.file?.add(accepted(kept), true);
      return { id, written: true };
    } catch {
      return { id, written: false };
    }
  }

  /** Sends an accepted event on; while flows are not started yet, takeUp() does so in its turn. */
  send(id: string): void {
    const open = this.open.get(id);
    const sender = open && this.senders.get(open.kept.trigger);
    if (!this.started || !open || !sender || open.sending > 0 || open.waiting) return;
    if (this.behind.has(open.number)) this.wait(open);
    else this.dispatch(open, sender);
  }

  /**
   * A deploy begins, or the end: what is accepted from now on waits. `cuts` tells whether the deploy may keep what a node
   * sends on from reaching anybody.
   */
  pause(cuts: (node: N) => boolean = () => true): void {
    this.started = false;
    this.cuts.push(cuts);
  }

  /** Flows are started: what was interrupted is sent again in the order of acceptance, of one number one after the other. */
  takeUp(): void {
    this.started = true;
    this.cuts = [];
    if (this.senders.size === 0) return;
    void this.file?.add(began(this.options.now()), false).catch(() => undefined);
    this.behind.clear();
    const begun = new Set<string>();
    for (const open of [...this.open.values()]) {
      // Nobody has it any more: it is struck off in a moment.
      const done = this.checks.has(open) && open.finished;
      if (done || (open.sending > 0 && !open.interrupted((node) => this.options.alive(node)))) {
        begun.add(open.number);
        continue;
      }
      const sender = this.senderOf(open.kept);
      if (!sender) continue;
      const why = this.hopeless(open.kept);
      if (why) {
        this.strike(open);
        sender.giveUp(open.kept, why);
      } else if (begun.has(open.number)) this.wait(open);
      else {
        begun.add(open.number);
        this.dispatch(open, sender);
      }
    }
  }

  /** What has rested long enough is finished; what nobody can send any more is given up. To be called now and then. */
  sweep(): void {
    const now = this.options.now();
    let orphans = 0;
    for (const open of [...this.open.values()]) {
      if (open.waiting && now - open.touched >= REST_MS) this.next(open.number);
      else if (open.sending > 0 && open.resting && now - open.touched >= REST_MS) this.strike(open);
      else if (now - open.kept.at >= MAX_AGE_MS) {
        const sender = this.senderOf(open.kept);
        this.strike(open);
        if (sender) sender.giveUp(open.kept, 'givenUpAge');
        else orphans += 1;
      }
    }
    if (orphans > 0) this.options.warn('journalOrphan', orphans);
  }

  /** A node gets a message from another one; `tells`: it will say when it is done with it. */
  taken(message: object, node: N, tells: boolean, from: N): void {
    const open = this.carriers.of(message);
    if (!open) return;
    open.touched = this.options.now();
    open.take(node, tells, from);
  }
  /** A node is done with a message; `told`: with a fault that was told. */
  done(message: object, node: N, told: boolean): void {
    const open = this.carriers.of(message);
    if (!open) return;
    open.touched = this.options.now();
    // While a flow is stopped nodes miss each other: what they send then may reach nobody.
    open.release(node, { told, cut: this.cuts.some((cuts) => cuts(node)) });
    this.check(open);
  }
  /** The event of this message was written, or there was nothing to write. */
  settle(message: object): void {
    this.carriers.of(message)?.settle();
  }

  /** Resolves when all that is known is in the file, or could not be written. */
  async flush(): Promise<void> {
    // Checks wait for the end of the turn.
    if (this.checks.size > 0) await new Promise((resolve) => setImmediate(resolve));
    await this.file?.idle();
  }

  private wait(open: OpenEvent<N>): void {
    this.renew(open);
    open.waiting = true;
    this.behind.set(open.number, [...(this.behind.get(open.number) ?? []), open]);
  }
  /** Sends the next event of a number, if one waits. */
  private next(number: string): void {
    const [open, ...rest] = this.behind.get(number) ?? [];
    if (rest.length > 0) this.behind.set(number, rest);
    else this.behind.delete(number);
    const sender = open && this.senderOf(open.kept);
    if (open && sender && this.started) this.dispatch(open, sender);
  }
  private renew(open: OpenEvent<N>): void {
    open.again();
    open.touched = this.options.now();
  }

  private dispatch(open: OpenEvent<N>, sender: Sender): void {
    this.renew(open);
    open.waiting = false;
    const messageId = randomUUID().replaceAll('-', '').slice(0, 16);
    this.carriers.add(messageId, open);
    // The journal keeps its own copy: nodes change what they get.
    sender.send(structuredClone(open.kept.event), messageId);
  }

  private check(open: OpenEvent<N>): void {
    if (!open.finished || this.checks.has(open)) return;
    this.checks.add(open);
    const { sending } = open;
    // A node may say that it is done before it sends on; Catch sends after that.
    setImmediate(() => {
      this.checks.delete(open);
      if (open.finished && open.sending === sending) this.strike(open);
    });
  }

  private strike(open: OpenEvent<N>): void {
    this.carriers.remove(open);
    if (!this.open.delete(open.kept.id)) return;
    // One that is given up while it waits leaves its place.
    const queue = this.behind.get(open.number)?.filter((one) => one !== open);
    if (queue) this.behind.set(open.number, queue);
    this.next(open.number);
    // A strike that is lost costs another look at what is written already.
    void this.file?.add(struck(open.kept.id), false).catch(() => undefined);
  }

  private hopeless({ crashes, at }: Kept): 'givenUpCrashes' | 'givenUpAge' | null {
    if (crashes >= MAX_CRASHES) return 'givenUpCrashes';
    return this.options.now() - at >= MAX_AGE_MS ? 'givenUpAge' : null;
  }

  /** A flow that was imported anew has other ids: then the trigger of the same address. */
  private senderOf({ trigger, path }: Kept): Sender | undefined {
    return this.senders.get(trigger) ?? [...this.senders.values()].find((one) => one.path === path);
  }

  private whole(): string {
    const marks = this.senders.size > 0 ? began(this.options.now()) : '';
    return marks + [...this.open.values()].map(({ kept }) => accepted(kept)).join('');
  }
}

/** A copy of the event in which the secrets are crossed out. */
function hide(event: RingostatEvent, secrets: string[]): RingostatEvent {
  const cross = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? secrets.reduce((text, one) => text.replaceAll(one, '***'), value) : value;
  return JSON.parse(JSON.stringify(event, cross)) as RingostatEvent;
}
