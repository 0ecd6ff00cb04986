/**
 * Stands for the outside world: an HTTPS proxy that leads every host to one handler. Recordings are taken from https on
 * Ringostat's hosts only, so a fake on 127.0.0.1 can be reached by Node-RED's usual proxy settings alone.
 */
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

export interface TlsProxy {
  /** Environment of a program whose https requests are to come here. */
  env: Record<string, string>;
  /** Hosts asked for, in order. */
  hosts: string[];
  close(): void;
}

/** A certificate nobody trusts. */
async function certificate(): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: 'sandbox' }]);
  return { key: made.private, cert: made.cert };
}
const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

export async function startTlsProxy(handler: RequestListener): Promise<TlsProxy> {
  const hosts: string[] = [];
  const origin = createHttps(await certificate(), handler);
  const originPort = await listening(origin);
  const proxy = createHttp();
  proxy.on('connect', (request, socket) => {
    hosts.push(request.url ?? '');
    const tunnel = connect(originPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const end of [socket, tunnel])
      end.on('error', () => [socket, tunnel].forEach((one) => one.destroy()));
  });
  const port = await listening(proxy);
  return {
    env: { https_proxy: `http://127.0.0.1:${port}`, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    hosts,
    close() {
      for (const server of [origin, proxy]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
