import type { NodeAPI, Request, Response } from './red';
import { describe } from './handle';
import { clock, NodeError } from './product';

/** Answers an editor's question; the result goes out as JSON, a fault as 400 with a sentence to show. */
export type AdminAction = (request: Request) => unknown;

/** Who opens a dialog waits before it. */
const WITHIN_MS = 9_000;
/** Faults of the program, or of an answer that is not what it should be: their words help nobody. */
const UNEXPECTED = [TypeError, RangeError, SyntaxError, ReferenceError];

/** Part of the path by its name in the route. */
export function pathPart(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

function sentence(RED: NodeAPI, error: unknown): string {
  const isUnexpected = UNEXPECTED.some((kind) => error instanceof kind);
  const what = error instanceof Error ? error.name : typeof error;
  return describe(RED, isUnexpected ? new NodeError('unexpected', { what }) : error).message;
}

/** Rejects when the time is over; what goes on then is of no interest any more. */
async function inTime(work: Promise<unknown>): Promise<unknown> {
  const over = new AbortController();
  const late = clock.sleep(WITHIN_MS, over.signal).then(() => {
    throw new NodeError('noAnswerInTime', { seconds: String(WITHIN_MS / 1000) });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    over.abort();
  }
}

function answer(RED: NodeAPI, action: AdminAction) {
  const run = async (request: Request): Promise<unknown> => action(request);
  return (request: Request, response: Response): void => {
    inTime(run(request)).then(
      (value) => response.json(value ?? null),
      (error: unknown) => response.status(400).json({ error: sentence(RED, error) }),
    );
  };
}

/** What the release itself knows. Permission `ringostat.read`, so that viewers of the editor may open dialogs. */
export function adminRead(RED: NodeAPI, path: string, action: AdminAction): void {
  RED.httpAdmin.get(path, RED.auth.needsPermission('ringostat.read'), answer(RED, action));
}

/** Lists from a CRM or from Ringostat: stored credentials are used, which who may only look may not. */
export function adminGet(RED: NodeAPI, path: string, action: AdminAction): void {
  RED.httpAdmin.get(path, RED.auth.needsPermission('ringostat.write'), answer(RED, action));
}

/** Takes JSON only: a form of another site cannot send it. */
export function adminPost(RED: NodeAPI, path: string, action: AdminAction): void {
  RED.httpAdmin.post(
    path,
    RED.auth.needsPermission('ringostat.write'),
    answer(RED, (request) => {
      if (!request.is('application/json')) throw new NodeError('jsonOnly');
      return action(request);
    }),
  );
}

/**
 * Faults before a route is reached, which Express tells in HTML with a stack: a path that cannot be decoded, in the app that nodes
 * get; a body that is no JSON, in the one around it, whose parsers come first.
 */
export function adminFaults(RED: NodeAPI): void {
  const told = (
    error: unknown,
    _request: Request,
    response: Response,
    next: (error: unknown) => void,
  ): void => {
    if (response.headersSent) return next(error);
    const { status } = error as { status?: unknown };
    const known = typeof status === 'number' && status >= 400 && status < 500 ? status : 400;
    response.status(known).json({ error: sentence(RED, new NodeError('badQuestion')) });
  };
  RED.httpAdmin.use('/ringostat', told);
  // Express knows it; its types do not tell.
  const { parent } = RED.httpAdmin as { parent?: NodeAPI['httpAdmin'] };
  parent?.use('/ringostat', told);
}
