import type { Node, NodeAPI, NodeMessageInFlow } from './red';
import { payloadOf } from './payload';
import type { Language } from '../../core/model/plan';
import {
  after,
  CrmError,
  faultInLanguage,
  isLanguage,
  journalOf,
  maskedFault,
  masking,
  NodeError,
} from './product';
import type { Status } from './status';

export type Send = (message: unknown) => void;
export type OnInput = (message: NodeMessageInFlow, send: Send) => Promise<void>;

/** What a person reads of a fault, and the short form for the badge. Never a secret: CrmError and NodeError hold none. */
export function describe(RED: NodeAPI, error: unknown): { message: string; status: string } {
  if (error instanceof NodeError) {
    return {
      message: RED._(`shared.error.${error.key}`, error.params),
      status: RED._(`shared.status.${error.status}`),
    };
  }
  if (error instanceof CrmError) {
    return { message: `${error.message} ${error.advice}`.trim(), status: `${error.system}: ${error.kind}` };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { message, status: message };
}

/**
 * Node-RED waits 15 s for a node that closes. What has not ended by then ends behind its back, and the journal sends its event
 * again from the trigger.
 */
const CLOSE_MS = 12_000;

/** Closing waits for what the node is at, and for what that leaves in the journal. */
function endBeforeClose(RED: NodeAPI, node: Node, running: Set<Promise<void>>): void {
  node.on('close', (done: () => void) => {
    const given = new Promise<void>((resolve) => after(CLOSE_MS, resolve));
    const ended = Promise.all(running).then(() => journalOf(RED).flush());
    void Promise.race([ended, given]).then(done);
  });
}

/**
 * Faults are in the language of the node, else of the plan that the message brings.
 * One input, one `done`: a fault goes to `done(err)`, so that Catch sees it once, with the kind on `error.kind`.
 */
export function onInput(
  RED: NodeAPI,
  node: Node,
  status: Status,
  action: OnInput,
  language?: Language,
): void {
  const running = new Set<Promise<void>>();
  endBeforeClose(RED, node, running);
  node.on('input', (message, send, done) => {
    const run = async (): Promise<void> => action(message, send as Send);
    const ended = run().then(
      () => done(),
      (error: unknown) => {
        const { event, plan } = payloadOf(message);
        const spoken = [language, plan?.language].find(isLanguage) ?? 'en';
        const told = describe(RED, maskedFault(masking(event), faultInLanguage(error, spoken)));
        status.failed(told.status);
        const fault: Error & { code?: string } = new Error(told.message);
        // Node-RED writes the name before the message; a sentence reads better without.
        fault.name = '';
        if (error instanceof CrmError) fault.code = error.kind;
        done(fault);
      },
    );
    // Get calls hands on for hours and goes on from its checkpoint: nobody waits for it.
    if (!payloadOf(message).event) return;
    running.add(ended);
    void ended.then(() => running.delete(ended));
  });
}
