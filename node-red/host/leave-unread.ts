import { routerOf, withdraw, type HostApp, type Middleware } from './host-app';

function rootOf(app: HostApp): HostApp {
  return app.parent ? rootOf(app.parent) : app;
}

/**
 * Keeps the host's parsers off the bodies that come to `path` and `path/<token>`: Node-RED's editor reads JSON and forms of every request when
 * it shares its root with the flows, and logs a stack for what it cannot read, before anybody has looked at the secret. Body
 * parsers leave a request alone that is marked as read. Like `http in`, the mark stands first in the outermost app; where
 * that app is no Express, the body comes as its parsers leave it. Returns the function that ends it.
 */
export function leaveBodyUnread(app: HostApp, path: string): () => void {
  const root = rootOf(app);
  const router = routerOf(root);
  if (!router) return () => undefined;
  const own = `${app.path?.() ?? ''}${path}`.replace(/\/{2,}/g, '/').toLowerCase();
  const mark: Middleware = (request, _response, next) => {
    const asked = (request.url ?? '').split('?', 1)[0]?.toLowerCase() ?? '';
    const rest = asked === own ? '' : asked.startsWith(`${own}/`) ? asked.slice(own.length + 1) : null;
    // Deeper paths are not the trigger's: our own admin routes may begin with its path.
    if (rest !== null && !rest.replace(/\/+$/, '').includes('/')) request._body = true;
    next();
  };
  root.use('/', mark);
  const at = router.stack.findIndex(({ handle }) => handle === mark);
  router.stack.unshift(...router.stack.splice(at, 1));
  return () => withdraw(root, mark);
}
