import type { IncomingMessage, ServerResponse } from 'node:http';

export type RouteHandler = (request: HostRequest, response: HostResponse) => void;
export type HostRequest = IncomingMessage & {
  body?: unknown;
  query: Record<string, unknown>;
  params: Record<string, string>;
  ip?: string;
};
export type HostResponse = ServerResponse;

interface Layer {
  route?: { stack: { handle: unknown }[] };
}
/** Express has no public way to take a route away; `http in` edits the same stack. */
export interface HostApp {
  get(path: string, handler: RouteHandler): unknown;
  post(path: string, handler: RouteHandler): unknown;
  _router?: { stack: Layer[] };
  router?: { stack: Layer[] };
}

/** "/ringostat" whatever the user typed: one leading slash, none at the end. */
export function routePath(typed: string): string {
  return `/${typed.trim().replace(/^\/+|\/+$/g, '')}`;
}

/** Listens to GET and POST on `path` and `path/<token>`. Returns the function that takes the routes away again. */
export function listen(app: HostApp, path: string, handler: RouteHandler): () => void {
  for (const route of [path, `${path}/:token`]) {
    app.get(route, handler);
    app.post(route, handler);
  }
  return () => {
    const router = app._router ?? app.router;
    if (!router) return;
    // By handler, not by path: two triggers on one path must not remove each other.
    router.stack = router.stack.filter(
      (layer) => !layer.route?.stack.some((entry) => entry.handle === handler),
    );
  };
}
