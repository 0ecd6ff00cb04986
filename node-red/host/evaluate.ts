import type { Node, NodeAPI, NodeMessage } from './red';

/** A TypedInput as the editor stores it. */
export interface Typed {
  value: string;
  type: string;
}

/** Value of a TypedInput as text; null when it is empty. Throws what the expression throws. */
export function evaluate(
  RED: NodeAPI,
  node: Node,
  message: NodeMessage,
  typed: Typed,
): Promise<string | null> {
  if (typed.type === 'str' || typed.type === 'owner' || typed.type === '')
    return Promise.resolve(typed.value === '' ? null : typed.value);
  if (typed.value === '' && typed.type !== 'date') return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    RED.util.evaluateNodeProperty(typed.value, typed.type, node, message, (error, value: unknown) => {
      if (error) reject(error);
      else resolve(value === undefined || value === null || value === '' ? null : String(value));
    });
  });
}
