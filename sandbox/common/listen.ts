import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ports this process has had fakes on. The system gives a port again soon after it was closed. */
const given = new Set<number>();

const listenOn = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const stop = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));

/**
 * Listens on 127.0.0.1 and returns the port: the one asked for, else a free one that no fake of this process has had. A
 * host that outlives a fake knows its account by its address; another fake there would inherit tokens, lists and records.
 */
export async function listenAnew(server: Server, wanted?: number): Promise<number> {
  let port = await listenOn(server, wanted ?? 0);
  while (wanted === undefined && given.has(port)) {
    await stop(server);
    port = await listenOn(server, 0);
  }
  given.add(port);
  return port;
}
