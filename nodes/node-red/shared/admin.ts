import type { NodeAPI, Request, Response } from '../../../adapters/node-red/red';
import { describe } from './handle';

/** Answers an editor's question; the result goes out as JSON, a fault as 400 with a sentence to show. */
export type AdminAction = (request: Request) => Promise<unknown>;

/** Part of the path by its name in the route. */
export function pathPart(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

function answer(RED: NodeAPI, action: AdminAction) {
  return (request: Request, response: Response): void => {
    action(request).then(
      (value) => response.json(value),
      (error: unknown) => response.status(400).json({ error: describe(RED, error).message }),
    );
  };
}

/** Reads for drop-downs. Permission `ringostat.read`, so that viewers of the editor may open dialogs. */
export function adminGet(RED: NodeAPI, path: string, action: AdminAction): void {
  RED.httpAdmin.get(path, RED.auth.needsPermission('ringostat.read'), answer(RED, action));
}

/** Tests of values typed into a dialog: they send stored credentials to a typed address, so writing is asked for. */
export function adminPost(RED: NodeAPI, path: string, action: AdminAction): void {
  RED.httpAdmin.post(path, RED.auth.needsPermission('ringostat.write'), answer(RED, action));
}
