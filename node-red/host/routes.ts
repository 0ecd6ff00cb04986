/** Routes of the triggers in Node-RED's HTTP server (docs/reference/node-red.md#routes). */
import type { HostApp, HostRequest, Middleware, RouteHandler } from './host-app';
import { withdraw } from './host-app';
import { leaveBodyUnread } from './leave-unread';

/** "/ringostat" whatever the user typed: one leading slash, none at the end. */
export function routePath(typed: string): string {
  return `/${typed.trim().replace(/^\/+|\/+$/g, '')}`;
}

/** What follows the path that is listened to, as sent: "" or "<token>". */
export const restOfPath = ({ url = '' }: HostRequest): string =>
  (url.split('?', 1)[0] ?? '').replace(/^\/+|\/+$/g, '');

/** Paths listened to; one of them under another is no secret of that other. */
const listening = new Set<string>();

/**
 * Hands over every method on `path` and `path/<token>`, body unread. Express' own routes would decode the token, and
 * answer with a stack trace where it cannot be. Returns the function that takes it back.
 */
export function listen(app: HostApp, path: string, handler: RouteHandler): () => void {
  const pass: Middleware = (request, response, next) => {
    const rest = restOfPath(request);
    if (rest.includes('/') || listening.has(`${path}/${rest}`)) next();
    else handler(request, response);
  };
  listening.add(path);
  app.use(path, pass);
  const readAgain = leaveBodyUnread(app, path);
  return () => {
    listening.delete(path);
    withdraw(app, pass);
    readAgain();
  };
}
