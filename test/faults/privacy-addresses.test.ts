/** E2-14: a name on the list of recording hosts that leads into a network, at once or while it is looked up again. */
import dns, { type LookupAddress } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { axiosTransport } from '../../node-red/host/transport';
import { TransportFault, type CrmError } from '../../core/http/errors';
import type { HttpRequest, HttpResponse } from '../../core/http/types';
import { recordingAddress } from '../../core/ringostat/networks';
import { downloadRecording } from '../../core/ringostat/recording';
import { plainTransport } from '../../nodes/shared/transport';
import { getInN8n } from './get-in-n8n';

/** Address; allowed for any host of the list; for one the user named. */
test.each<[string, boolean, boolean]>([
  ['93.184.215.14', true, true],
  ['2a01:4f8::1', true, true],
  ['64:ff9b::93.184.215.14', true, true],
  ['127.0.0.1', false, true],
  ['127.255.0.9', false, true],
  ['10.1.2.3', false, true],
  ['172.16.0.1', false, true],
  ['172.32.0.1', true, true],
  ['192.168.1.1', false, true],
  ['100.64.0.1', false, true],
  ['::1', false, true],
  ['fd12:3456::1', false, true],
  ['::ffff:10.1.2.3', false, true],
  ['::ffff:7f00:1', false, true],
  ['64:ff9b::127.0.0.1', false, true],
  ['2002:7f00:1::', false, true],
  ['169.254.169.254', false, false],
  ['::ffff:169.254.169.254', false, false],
  ['::ffff:a9fe:a9fe', false, false],
  ['64:ff9b::a9fe:a9fe', false, false],
  ['fd00:ec2::254', false, false],
  ['fe80::1%eth0', false, false],
  ['0.0.0.0', false, false],
  ['224.0.0.1', false, false],
  ['255.255.255.255', false, false],
  ['not an address', false, false],
])('%s: any host of the list %s, a host the user named %s', (address, any, named) => {
  expect([recordingAddress(address, false), recordingAddress(address, true)]).toEqual([any, named]);
});

describe('the download asks of every hop', () => {
  /** Ringostat's host moves the recording; what each host leads to. */
  const leading = (to: Record<string, string>, hops: string[]) => {
    const asked: string[] = [];
    const files = ({ url, addressAllowed }: HttpRequest): Promise<HttpResponse> => {
      const { hostname } = new URL(url);
      if (addressAllowed?.(to[hostname] ?? '93.184.215.14') !== true)
        return Promise.reject(new TransportFault('x', 'address', false));
      const location = hops[asked.push(hostname) - 1];
      if (location) return Promise.resolve({ status: 302, headers: { location }, body: null });
      return Promise.resolve({
        status: 200,
        headers: { 'content-type': 'audio/wav' },
        body: new Uint8Array([1]),
      });
    };
    return { files, asked };
  };
  const LINK = 'https://app.ringostat.com/1.wav?token=c4nary';
  const NEXT = 'https://files.example.com/1.wav';
  test.each([
    ['Ringostat’s host leads inside', { 'app.ringostat.com': '10.0.0.5' }, [], [], 0],
    [
      'a redirect leads inside',
      { 'api.ringostat.net': '127.0.0.1' },
      ['https://api.ringostat.net/1.wav'],
      [],
      1,
    ],
    [
      'a named host leads to a cloud’s metadata',
      { 'files.example.com': '169.254.169.254' },
      [NEXT],
      ['files.example.com'],
      1,
    ],
  ])('%s: refused in words', async (_, to, hops, named, sent) => {
    const { files, asked } = leading(to, hops);
    const fault = await downloadRecording(files, LINK, named).then(
      () => null,
      (error: CrmError) => error,
    );
    expect(fault).toMatchObject({ kind: 'permanent', system: 'Ringostat' });
    expect(fault?.message).toMatch(/leads to an address inside a network/);
    expect(`${fault?.message}${fault?.advice}`).not.toMatch(/c4nary|token/);
    expect(asked).toHaveLength(sent);
  });
  test('a host the user named may be in a private network', async () => {
    const { files } = leading({ 'files.example.com': '10.0.0.5' }, [NEXT]);
    expect((await downloadRecording(files, LINK, ['files.example.com'])).bytes).toHaveLength(1);
  });
});

describe('at the connection', () => {
  const NAME = 'records.example.com';
  const PUBLIC = '93.184.215.14';
  let server: Server;
  let secure: Server;
  let connections = 0;
  let requests = 0;
  /** Answers to look-ups, in order; the last one again and again. */
  let leadsTo: string[][] = [];
  let lookups = 0;
  const next = (): LookupAddress[] => {
    const found = leadsTo[Math.min(lookups, leadsTo.length - 1)] ?? [];
    lookups += 1;
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  const portOf = (one: Server): number => (one.address() as AddressInfo).port;
  const url = (one = server, scheme = 'http'): string => `${scheme}://${NAME}:${portOf(one)}/1.wav`;
  const allowed = (address: string): boolean => recordingAddress(address, false);
  const named = (address: string): boolean => recordingAddress(address, true);
  const names = (...answers: string[][]): void => {
    [leadsTo, lookups, connections, requests] = [answers, 0, 0, 0];
  };
  beforeAll(async () => {
    const answer: RequestListener = (_request, response) => {
      requests += 1;
      response.end('sound');
    };
    server = createServer(answer);
    const { private: key, cert } = await generate([{ name: 'commonName', value: NAME }]);
    secure = createHttps({ key, cert }, answer);
    for (const one of [server, secure]) {
      one.on('connection', () => void (connections += 1));
      await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
    }
    const { lookup: real } = dns;
    jest.spyOn(dns.promises, 'lookup').mockImplementation((() => Promise.resolve(next())) as never);
    jest.spyOn(dns, 'lookup').mockImplementation(((
      host: string,
      options: { all?: boolean },
      done: (error: Error | null, found: unknown, family?: number) => void,
    ) => {
      if (host !== NAME) return real(host, options, done as never);
      const found = next();
      if (options.all) done(null, found);
      else done(null, found[0]?.address, found[0]?.family);
    }) as never);
  });
  afterAll(() => {
    jest.restoreAllMocks();
    for (const one of [server, secure]) {
      one.closeAllConnections();
      one.close();
    }
  });

  const inNodeRed = (request: Omit<HttpRequest, 'method'>): Promise<unknown> =>
    axiosTransport(() => ({}))({ method: 'GET', answer: 'binary', ...request }).then(
      ({ status, body }) => ({ status, length: (body as Uint8Array).length }),
      ({ reason }: TransportFault) => ({ reason }),
    );
  const SOUND = { status: 200, length: 5 };

  describe.each([
    ['Node-RED', inNodeRed],
    ['n8n', getInN8n],
  ])('%s', (_, get) => {
    test.each([
      ['a name that leads to this machine', [['127.0.0.1']]],
      ['one of several addresses', [[PUBLIC, '127.0.0.1']]],
      ['IPv4 within IPv6', [['::ffff:127.0.0.1']]],
      ['the metadata of a cloud', [['169.254.169.254']]],
    ])('%s is refused, and nothing is connected', async (_what, answers) => {
      names(...answers);
      expect(await get({ url: url(), addressAllowed: allowed })).toEqual({ reason: 'address' });
      expect(connections).toBe(0);
    });
    test('a host the user named, and a request that asks nothing, arrive', async () => {
      names(['127.0.0.1']);
      expect(await get({ url: url(), addressAllowed: named })).toEqual(SOUND);
      expect(await get({ url: url() })).toEqual(SOUND);
      expect(requests).toBe(2);
    });
  });

  test('Node-RED: an address in digits is asked too', async () => {
    names([PUBLIC]);
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', '2130706433'])
      expect(await inNodeRed({ url: url().replace(NAME, host), addressAllowed: allowed })).toEqual({
        reason: 'address',
      });
    expect([connections, lookups]).toEqual([0, 0]);
  });
  test('Node-RED: the look-up that was checked makes the connection, however often the name changes its mind', async () => {
    names(['127.0.0.1'], ['127.0.0.2']);
    const asked: string[] = [];
    const only = (address: string): boolean => asked.push(address) > 0;
    expect(await inNodeRed({ url: url(), addressAllowed: only })).toEqual(SOUND);
    expect([lookups, asked]).toEqual([1, ['127.0.0.1']]);
  });
  test('Node-RED: a connection that another request left open is not taken over', async () => {
    names(['127.0.0.1']);
    expect(await inNodeRed({ url: url() })).toEqual(SOUND);
    expect(await inNodeRed({ url: url(), addressAllowed: allowed })).toEqual({ reason: 'address' });
    expect(requests).toBe(1);
  });
  test('n8n of before it told addresses: TLS is what is left', async () => {
    names(['127.0.0.1']);
    const httpRequest = jest.fn(() => Promise.resolve({ statusCode: 200, headers: {}, body: 'sound' }));
    const context = { helpers: { httpRequest } } as unknown as Parameters<typeof plainTransport>[0];
    const asked = plainTransport(context)({ method: 'GET', url: url(), addressAllowed: allowed });
    expect((await asked).status).toBe(200);
    expect(httpRequest).toHaveBeenCalledTimes(1);
  });
  test('n8n: a name that changes its mind after the check meets TLS: connected, but no request is sent', async () => {
    names([PUBLIC], ['127.0.0.1']);
    expect(await getInN8n({ url: url(secure, 'https'), addressAllowed: allowed })).toEqual({
      reason: 'connection',
    });
    expect([connections, requests, lookups]).toEqual([1, 0, 2]);
  });
});
