import type { Node, NodeAPI } from '../../../adapters/node-red/red';
import { NodeError } from './product';

/** The config node with this id, or a NodeError that names what to choose. `label` is a key under `shared.node`. */
export function configNode<T>(RED: NodeAPI, id: string | undefined, label: string): Node & T {
  const found: unknown = id ? RED.nodes.getNode(id) : null;
  if (!found) throw new NodeError('missingConfig', { what: RED._(`shared.node.${label}`) }, 'setUp');
  return found as Node & T;
}
