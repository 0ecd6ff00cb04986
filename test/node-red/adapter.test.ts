import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxiosError } from 'axios';
import { type TransportFault } from '../../core/http/errors';
import { after, clock } from '../../node-red/host/clock';
import { readBody, type ReadBody } from '../../node-red/host/read-body';
import { routePath } from '../../node-red/host/routes';
import { axiosTransport, toFault } from '../../node-red/host/transport';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
async function serve(handler: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const signed = axiosTransport(() => ({ authorization: 'Bearer hush' }));

test('a request carries authentication, query and JSON; the answer is parsed whatever its status', async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
      response.writeHead(409, { 'X-Kind': 'conflict' }).end('{"category":"CONFLICT"}');
    });
  });
  const answer = await signed({ method: 'POST', url: `${url}/a`, query: { q: 'x y' }, json: { n: 1 } });
  expect(answer).toMatchObject({
    status: 409,
    body: { category: 'CONFLICT' },
    headers: { 'x-kind': 'conflict' },
  });
  expect(seen).toEqual(['POST /a?q=x+y Bearer hush {"n":1}']);
});

test('faults say whether the request was sent, and never the address or the key', async () => {
  const dropped = await serve((request) => request.socket.destroy());
  const silent = await serve(() => undefined);
  const faultOf = (promise: Promise<unknown>): Promise<TransportFault> =>
    promise.then(
      () => Promise.reject(new Error('no fault')),
      (error: unknown) => error as TransportFault,
    );
  const broken = await faultOf(signed({ method: 'POST', url: `${dropped}/secret-path`, json: {} }));
  expect(broken).toMatchObject({ name: 'TransportFault', reason: 'connection', sent: true });
  const slow = await faultOf(signed({ method: 'GET', url: silent, timeoutMs: 60 }));
  expect(slow).toMatchObject({ reason: 'timeout', sent: true });
  const refused = await faultOf(signed({ method: 'GET', url: 'http://127.0.0.1:1/secret-path' }));
  expect(refused).toMatchObject({ reason: 'connection', sent: false });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 30);
  expect(await faultOf(signed({ method: 'GET', url: silent, signal: stop.signal }))).toMatchObject({
    reason: 'aborted',
  });
  for (const fault of [broken, slow, refused]) expect(fault.message).not.toMatch(/secret-path|hush|127/);
});

test('redirects are followed only when asked for', async () => {
  const url = await serve((request, response) =>
    request.url === '/from' ? response.writeHead(302, { location: '/to' }).end() : response.end('there'),
  );
  expect((await signed({ method: 'GET', url: `${url}/from` })).status).toBe(302);
  expect((await signed({ method: 'GET', url: `${url}/from`, followRedirects: true })).body).toBe('there');
});

test('a body is read up to the cap, announced or not', async () => {
  const read: ReadBody[] = [];
  const url = await serve((request, response) => {
    void readBody(request, 10).then((body) => {
      read.push(body);
      response.end();
    });
  });
  await fetch(url, { method: 'POST', body: 'short' });
  await fetch(url, { method: 'POST', body: 'far too long a body' });
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('far too long'));
      controller.close();
    },
  });
  await fetch(url, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
  expect(read).toEqual([
    { kind: 'read', body: Buffer.from('short'), size: 5 },
    { kind: 'tooLarge', size: 19 },
    { kind: 'tooLarge', size: 12 },
  ]);
});

test('sleeping ends in time, or at once with the reason when it is broken off', async () => {
  const started = clock.now();
  await clock.sleep(40);
  expect(clock.now() - started).toBeGreaterThanOrEqual(35);
  const stop = new AbortController();
  const sleeping = clock.sleep(60_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
});

test('a cancelled action is not run', async () => {
  const run: string[] = [];
  after(10, () => run.push('kept'));
  after(10, () => run.push('cancelled'))();
  await clock.sleep(40);
  expect(run).toEqual(['kept']);
});

test('a path is written with one slash in front and none behind', () => {
  expect(['ringostat', '/ringostat/', ' //a/b '].map(routePath)).toEqual([
    '/ringostat',
    '/ringostat',
    '/a/b',
  ]);
});

test('a socket error on a connection in use may come after the work was done; while connecting it cannot', () => {
  const socket = (code: string, syscall: string): AxiosError =>
    AxiosError.from(Object.assign(new Error(`${syscall} ${code} 10.0.0.1:443`), { code, syscall }), code);
  expect(toFault(socket('ETIMEDOUT', 'read'))).toMatchObject({ reason: 'timeout', sent: true });
  expect(toFault(socket('EHOSTUNREACH', 'write'))).toMatchObject({ sent: true });
  expect(toFault(socket('ETIMEDOUT', 'connect'))).toMatchObject({ sent: false });
  expect(toFault(socket('ENOTFOUND', 'getaddrinfo'))).toMatchObject({ sent: false });
});
