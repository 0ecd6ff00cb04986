import type { Node, NodeAPI } from './red';
import { NodeError } from './product';

/** Types of the config nodes, by their key under `shared.node`. */
const TYPES = {
  project: 'ringostat-project',
  account: 'ringostat-crm-account',
  team: 'ringostat-team',
} as const;

/** A config node that cannot be worked with: it says so at deploy, and nodes that use it say the same. */
export interface Faulty {
  fault?: NodeError;
}

/** The config node with this id and of this kind, or a NodeError that names what to choose or to fill. */
export function configNode<T>(RED: NodeAPI, id: string | undefined, kind: keyof typeof TYPES): Node & T {
  const found = id ? RED.nodes.getNode(id) : null;
  if (found?.type !== TYPES[kind])
    throw new NodeError('missingConfig', { what: RED._(`shared.node.${kind}`) }, 'setUp');
  const { fault } = found as Node & Faulty;
  if (fault) throw fault;
  return found as Node & T;
}
