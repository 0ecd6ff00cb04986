import type { RingostatEvent } from '../../../core/model/event';
import { Journal, type Sender } from '../../../node-red/host/journal/journal';
import type { Kept } from '../../../node-red/host/journal/lines';

/** As much of an event as the journal looks at, and a text of any signs. */
export const eventOf = (key: string, note = ''): RingostatEvent =>
  ({
    // Keys of one number begin alike: "anna 1", "anna 2".
    clientNumber: key.split(' ')[0],

    version: 1,
    name: 'incoming.ended',
    eventKey: key,
    callId: key,
    variables: { note },
  }) as unknown as RingostatEvent;

export const kept = ({ id, note }: { id: string; note?: string }): Kept => ({
  id,
  at: 1,
  trigger: 'trigger',
  path: '/ringostat',
  crashes: 0,
  event: eventOf(id, note),
});

/** A host in miniature: nodes are words, a deploy makes new ones. */
export class Host {
  /** Those of the test that runs: what they still write must be written before their folder goes. */
  static readonly running: Host[] = [];
  time = 1_000_000;
  readonly gone = new Set<string>();
  readonly warned: string[] = [];
  readonly sent: { key: string; message: { _msgid: string; payload: { event: RingostatEvent } } }[] = [];
  readonly givenUp: [string, string][] = [];
  readonly journal: Journal<string>;
  readonly sender: Sender;

  constructor(path: string | null, trigger = 'trigger', maxOpen = 1000) {
    this.journal = new Journal<string>({
      path,
      maxOpen,
      now: () => this.time,
      alive: (node) => !this.gone.has(node),
      warn: (what, count) => this.warned.push(`${what} ${count}`),
    });
    Host.running.push(this);
    this.sender = {
      id: trigger,
      path: '/ringostat',
      send: (event, _msgid) => {
        this.sent.push({ key: event.eventKey, message: { _msgid, payload: { event } } });
        this.journal.taken(this.sent.at(-1)!.message, 'find', true, trigger);
      },
      giveUp: ({ event }, why) => this.givenUp.push([event.eventKey, why]),
    };
  }
  /** The process starts: the journal is read, the trigger is there, flows start. */
  start(): this {
    this.journal.attach(this.sender);
    this.journal.load();
    this.journal.takeUp();
    return this;
  }
  async accept(
    key: string,
    note?: string,
    secrets: string[] = [],
  ): Promise<{ id: string; written: boolean }> {
    const done = await this.journal.accept(this.sender, eventOf(key, note), secrets);
    this.journal.send(done.id);
    return done;
  }
  message(key: string): { _msgid: string; payload: { event: RingostatEvent } } {
    return this.sent.filter((one) => one.key === key).at(-1)!.message;
  }
  /** A node hands the event on to the next one. */
  pass(key: string, from: string, to: string, tells = true): void {
    this.journal.taken(this.message(key), to, tells, from);
    this.journal.done(this.message(key), from, false);
  }
  async end(key: string, node = 'find', told = false): Promise<void> {
    this.journal.done(this.message(key), node, told);
    await this.journal.flush();
  }
  /** Stops in order. */
  async stop(): Promise<void> {
    this.journal.pause();
    await this.journal.detach(this.sender.id);
    await this.journal.flush();
  }
  get keys(): string[] {
    return this.sent.map(({ key }) => key);
  }
}
