/** The journal in Node-RED: its hooks tell who has which message, its events when flows stop and start. */
import { after, clock } from '../clock';
import type { Node, NodeAPI } from '../red';
import { cutBy, type Stopping } from './deploy';
import { journalPath } from './file';
import { Journal } from './journal';

const SWEEP_MS = 60_000;
/** Closing nodes take up to 15 s each. Longer means that the start has failed half-way: what is there goes on. */
const LONGEST_DEPLOY_MS = 60_000;

/** Node-RED's own count of the input handlers that take `done`; private, so its absence says nothing. */
function tellsDone(node: Node): boolean {
  const { _expectedDoneCount: count } = node as unknown as { _expectedDoneCount?: unknown };
  return count !== 0;
}

/** Where the journal of this Node-RED stands; null when it may not, or cannot, keep one. */
function pathOf(RED: NodeAPI): string | null {
  const settings = RED.settings as unknown as Record<string, unknown>;
  const { userDir, readOnly, ringostatJournal } = settings;
  if (typeof userDir !== 'string' || userDir === '' || readOnly === true || ringostatJournal === false)
    return null;
  return journalPath(userDir);
}

let journal: Journal<Node> | null = null;

/** The journal of this process, opened when it is first asked for. Throws nothing: what cannot be opened is tried again. */
export function journalOf(RED: NodeAPI): Journal<Node> {
  if (journal) return journal;
  const opened = new Journal<Node>({
    path: pathOf(RED),
    now: () => clock.now(),
    alive: (node) => RED.nodes.getNode(node.id) === node,
    warn: (what, count) => RED.log.warn(RED._(`shared.error.${what}`, { count: String(count) })),
  });
  journal = opened;
  RED.hooks.add('preDeliver.ringostat', ({ msg, source, destination }) => {
    // By then the router has found it; the types say otherwise.
    const node = destination.node as Node | undefined;
    if (node) opened.taken(msg, node, tellsDone(node), source.node);
  });
  RED.hooks.add('onComplete.ringostat', ({ msg, node, error }) => {
    opened.done(msg, node.node, Boolean(error));
  });
  let cancel = (): void => undefined;
  const takeUp = (): void => {
    cancel();
    opened.takeUp();
  };
  RED.events.on('flows:stopping', (stopping?: Stopping) => {
    opened.pause(cutBy(stopping ?? {}));
    cancel();
    cancel = after(LONGEST_DEPLOY_MS, takeUp);
  });
  RED.events.on('flows:started', takeUp);
  const sweep = (): void => {
    opened.sweep();
    after(SWEEP_MS, sweep);
  };
  after(SWEEP_MS, sweep);
  return opened;
}
