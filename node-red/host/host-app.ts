/** Express as Node-RED gives it to nodes, as far as it is needed. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export type RouteHandler = (request: HostRequest, response: HostResponse) => void;
/** Express' request, as far as it is needed. */
export type HostRequest = IncomingMessage & {
  body?: unknown;
  _body?: boolean;
  /** Path and query as sent; `url` lacks the path it is listened to at. */
  originalUrl?: string;
  query?: unknown;
  params?: Record<string, string>;
  ip?: string;
};
export type HostResponse = ServerResponse;
export type Middleware = (request: HostRequest, response: HostResponse, next: () => void) => void;

interface Router {
  stack: { handle: unknown }[];
}
/** Express has no public way to take a route away; `http in` edits the same stack. */
export interface HostApp {
  use(path: string, handler: Middleware): unknown;
  /** Where it is mounted in its parent, and the parent, when it is part of another app. */
  path?(): string;
  parent?: HostApp;
  _router?: Router;
  router?: Router;
}
export const routerOf = (app: HostApp): Router | undefined => app._router ?? app.router;

/** By handler, not by path: two triggers on one path must not remove each other. */
export function withdraw(app: HostApp, handler: Middleware): void {
  const router = routerOf(app);
  if (router) router.stack = router.stack.filter(({ handle }) => handle !== handler);
}
