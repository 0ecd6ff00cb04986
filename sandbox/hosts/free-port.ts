import { createServer } from 'node:net';

/**
 * Where systems give no port to whoever asks for any: a host that is down for a moment finds its port free when it comes back,
 * however many fakes were started meanwhile.
 */
const FIRST = 20_000;
const PORTS = 12_000;

/** Whether nobody listens on this port of 127.0.0.1. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A free TCP port of 127.0.0.1; `wanted` itself when nobody uses it. */
export async function freePort(wanted = 0): Promise<number> {
  let port = wanted;
  while (port === 0 || !(await isFree(port))) port = FIRST + Math.floor(Math.random() * PORTS);
  return port;
}
