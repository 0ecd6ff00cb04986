import type { Node } from '../host/red';
import { readCheckpoint, type Checkpoint } from '../host/product';

const NAME = 'checkpoint';

/** The checkpoint in the node's own context; a store of files keeps it over a restart, memory does not. */
export function keptCheckpoint(node: Node): {
  read(): Promise<Checkpoint | null>;
  write(checkpoint: Checkpoint): Promise<void>;
} {
  const context = node.context();
  return {
    read: () =>
      new Promise((resolve, reject) => {
        context.get(NAME, (error: Error | null, value: unknown) => {
          if (error) reject(error);
          else resolve(readCheckpoint(value));
        });
      }),
    write: (checkpoint) =>
      new Promise((resolve, reject) => {
        context.set(NAME, checkpoint, (error: Error | null) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}
