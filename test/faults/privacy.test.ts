/** Items 7 and 8 of issue 4: the secret's comparison, the IP list, masked numbers, recordings from Ringostat only. */
import crypto from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { axiosTransport } from '../../adapters/node-red/transport';
import { maskedFault, masking } from '../../core/apply/masked';
import { ipAllowed } from '../../core/event/ip-list';
import { receiveWebhook } from '../../core/event/receive';
import { secretRefusal } from '../../core/event/secret';
import { CrmError, TransportFault } from '../../core/http/errors';
import type { HttpRequest, HttpResponse } from '../../core/http/types';
import { maskNumbers } from '../../core/phone/mask';
import { downloadRecording, isRecordingLink, MAX_RECORDING_BYTES } from '../../core/ringostat/recording';
import { CALL, REQUEST, SETTINGS } from '../core/event/settings';
import { plainTransport } from '../../nodes/n8n/shared/transport';
import { runWorkflow } from '../engines/n8n-core';
import { recordingCases } from './privacy-links';

jest.mock('crypto', () => {
  const actual = jest.requireActual<typeof crypto>('crypto');
  return { ...actual, timingSafeEqual: jest.fn(actual.timingSafeEqual) };
});
const compared = jest.mocked(crypto.timingSafeEqual);

describe('the webhook secret', () => {
  const secrets = ['current-secret', 'previous-secret-that-is-longer'];
  const ask = (token: string): string | null =>
    secretRefusal(
      { secrets, secretIn: 'query', acceptWithoutSecret: false },
      { query: { token }, headers: {}, pathToken: null },
    );
  test.each([
    ['the current one', 'current-secret', true],
    ['the previous one, while it is replaced', 'previous-secret-that-is-longer', true],
    ['one sign short', 'current-secre', false],
    ['one sign long', 'current-secret1', false],
    ['one sign', 'c', false],
    ['a megabyte', 'c'.repeat(1_000_000), false],
    ['another case', 'CURRENT-SECRET', false],
    ['both at once', secrets.join(''), false],
    ['NUL behind it', 'current-secret\u0000', false],
    ['other letters that look alike', '\u0441urrent-secret', false],
  ])('%s: 2 comparisons of 32 bytes, in constant time', (_, token, passes) => {
    compared.mockClear();
    expect(ask(token) === null).toBe(passes);
    // Every secret is compared, whichever fits and whatever the length: digests of one length, never the texts.
    expect(compared.mock.calls.map(([a, b]) => [a.byteLength, b.byteLength])).toEqual([
      [32, 32],
      [32, 32],
    ]);
  });
  test('an empty secret of the settings opens nothing', () => {
    const settings = { secrets: ['', ''], secretIn: 'any' as const, acceptWithoutSecret: false };
    const places = { query: { token: '' }, headers: { authorization: `Basic ${btoa('a:')}` }, pathToken: '' };
    expect(secretRefusal(settings, places)).toMatch(/No webhook secret is set/);
    expect(secretRefusal({ ...settings, secrets }, places)).toMatch(/missing/);
  });
});

describe('the IP list', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.70', false],
    ['203.0.113.7', '203.0.113.0/24', true],
    ['203.0.114.7', '203.0.113.0/24', false],
    ['203.0.113.7', '0.0.0.0/0', true],
    ['203.0.113.7', '203.0.113.7/32', true],
    ['203.0.113.7', '203.0.113.7/33', false],
    ['203.0.113.7', '203.0.113.0/-1', false],
    ['203.0.113.7', '203.0.113.0/24/8', false],
    ['203.0.113.7', '203.0.113.*', false],
    ['203.0.113.7', '', false],
    ['203.0.113.7', 'any', false],
    ['203.0.113.7', '0203.0.113.7', false],
    ['::ffff:203.0.113.7', '203.0.113.0/24', true],
    ['::ffff:cb00:7107', '203.0.113.7', true],
    ['203.0.113.7', '::ffff:203.0.113.0/120', true],
    ['203.0.113.7', '::/0', false],
    ['2001:db8::1', '2001:db8::1', true],
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1', true],
    ['[2001:db8::1]', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['2001:db8:ffff::1', '2001:db8::/33', false],
    ['2001:db8:7fff::1', '2001:db8::/33', true],
    ['fe80::1%eth0', 'fe80::/10', true],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['2001:db8::1::2', '::/0', false],
    ['1:2:3:4:5:6:7:8:9', '::/0', false],
    ['12345::', '::/0', false],
    ['not an address', '0.0.0.0/0', false],
  ])('%s in %s: %s', (address, entry, covered) => {
    expect(ipAllowed(address, [entry])).toBe(covered);
    expect(ipAllowed(address, ['198.51.100.1', entry])).toBe(covered);
  });
  test('an unknown address is covered by nothing; X-Forwarded-For is not asked', () => {
    expect(ipAllowed(null, ['0.0.0.0/0', '::/0'])).toBe(false);
    const headers = {
      ...REQUEST.headers,
      'x-forwarded-for': '203.0.113.7',
      'x-real-ip': '203.0.113.7',
      forwarded: 'for=203.0.113.7',
      'cf-connecting-ip': '203.0.113.7',
    };
    const request = { ...REQUEST, headers, body: CALL };
    const settings = { ...SETTINGS, ipList: ['203.0.113.7'] };
    const from = (remoteAddress: string): number =>
      receiveWebhook({ ...request, remoteAddress }, settings, 0).status;
    expect([from('198.51.100.9'), from('203.0.113.7'), from('::ffff:203.0.113.7')]).toEqual([403, 200, 200]);
  });
});

describe('masked numbers', () => {
  test.each([
    '+380671234567',
    '380671234567',
    '0671234567',
    '+38 (067) 123-45-67',
    '067.123.45.67',
    '067\u00a0123\u00a045\u00a067',
    '067\u2011123\u201145\u201167',
    '\u0660\u0666\u0667\u0661\u0662\u0663\u0664\u0665\u0666\u0667',
    '\uff10\uff16\uff17\uff11\uff12\uff13\uff14\uff15\uff16\uff17',
    '00380671234567',
  ])('%s is masked wherever it stands', (number) => {
    for (const text of [
      number,
      `value "${number}" is bad`,
      `<${number}>`,
      `phone=${number}&x=1`,
      `%2B${number}`,
    ])
      expect(
        maskNumbers(text)
          .normalize('NFKC')
          .replace(/[^\d\u0660-\u0669]/g, ''),
      ).not.toMatch(/(?:12345|345).*67|\u0661\u0662\u0663/);
  });
  test('dates and short numbers stay', () => {
    const text = 'At 2026-11-20 14:00:00 call 112 was refused (400), 12345678 in all.';
    expect(maskNumbers(text)).toBe(text);
  });
  test('errors are masked when the trigger says so: message, advice, code and subject', () => {
    const error = new CrmError({
      kind: 'invalidField',
      system: 'HubSpot',
      message: 'HubSpot: +380671234567 is no phone.',
      advice: 'Correct 0671234567.',
      code: 'BAD +380671234567',
      subject: '+380671234567',
    });
    const texts = (fault: unknown): string => {
      const { message, advice, code, subject } = fault as CrmError;
      return [message, advice, code, subject].join(' ');
    };
    expect(texts(maskedFault(masking({ maskNumbers: true }), error))).not.toMatch(/671234567/);
    expect(maskedFault(masking({ maskNumbers: 'yes' }), error)).toBe(error);
    expect(maskedFault(masking(undefined), error)).toBe(error);
  });
  test('warnings, refusals and what is skipped are masked; the data are not', () => {
    const on = { ...SETTINGS, maskNumbers: true };
    const query = { ...REQUEST.query, event: '+380671234567' };
    const { event } = receiveWebhook({ ...REQUEST, query, body: CALL }, on, 0);
    expect(event?.warnings.join(' ')).toMatch(/•••/);
    expect(event?.warnings.join(' ')).not.toContain('671234567');
    expect(event?.maskNumbers).toBe(true);
    expect(event?.clientNumber).toMatch(/^\+\d{11,}$/);
    const off = receiveWebhook({ ...REQUEST, query, body: CALL }, { ...on, maskNumbers: false }, 0);
    expect(off.event?.warnings.join(' ')).toContain('671234567');
    expect(off.event).not.toHaveProperty('maskNumbers');
  });
});

describe('recordings', () => {
  const LINK = 'https://app.ringostat.com/recordings/1.wav?token=c4nary';
  test.each(recordingCases)('%s: %s', (_, link, allowed) => {
    expect(isRecordingLink(link)).toBe(allowed);
  });
  test('the user may add hosts, exactly as written; never an address or a port', () => {
    const hosts = ['files.example.com', '10.0.0.5', 'other.example.com:8443'];
    const of = (link: string): boolean => isRecordingLink(link, hosts);
    expect(of('https://files.example.com/1.wav')).toBe(true);
    for (const link of [
      'https://a.files.example.com/1.wav',
      'https://files.example.com.evil.example/1.wav',
      'http://files.example.com/1.wav',
      'https://files.example.com:8443/1.wav',
      'https://10.0.0.5/1.wav',
      'https://other.example.com:8443/1.wav',
    ])
      expect([link, of(link)]).toEqual([link, false]);
  });

  const answering = (answers: Partial<HttpResponse>[]) => {
    const asked: HttpRequest[] = [];
    const files = (request: HttpRequest): Promise<HttpResponse> => {
      asked.push(request);
      const sound = { status: 200, headers: { 'content-type': 'audio/wav' }, body: new Uint8Array([1]) };
      return Promise.resolve({ ...sound, ...answers[asked.length - 1] });
    };
    return { files, asked };
  };
  const to = (location: string): Partial<HttpResponse> => ({ status: 302, headers: { location } });
  const faultOf = (promise: Promise<unknown>): Promise<CrmError> =>
    promise.then(
      () => Promise.reject(new Error('it was downloaded')),
      (error: CrmError) => error,
    );
  test.each([
    ['straight away', ['https://evil.example/1.wav']],
    ['at the second step', ['/new/1.wav', 'https://evil.example/1.wav']],
    ['without TLS', ['http://app.ringostat.com/1.wav']],
    ['to this machine', ['https://127.0.0.1/1.wav']],
    ['to a cloud’s metadata', ['//169.254.169.254/latest/meta-data/']],
    ['with Ringostat as the user', ['https://app.ringostat.com@evil.example/1.wav']],
    ['by a backslash', ['https:\\\\evil.example\\1.wav']],
    ['to a file', ['file:///etc/passwd']],
    ['to data', ['data:audio/wav;base64,AAAA']],
    ['to nothing that is a link', ['https://']],
  ])('a redirect %s is not followed', async (_, hops) => {
    const { files, asked } = answering(hops.map(to));
    const fault = await faultOf(downloadRecording(files, LINK));
    expect(fault.message).toMatch(/moved to a host that is not allowed/);
    expect(`${fault.message}${fault.advice}`).not.toMatch(/c4nary|evil|etc/);
    expect(asked).toHaveLength(hops.length);
    for (const { url, followRedirects } of asked)
      expect([new URL(url).hostname, followRedirects]).toEqual(['app.ringostat.com', false]);
  });
  test('a chain of 4 redirects ends; one of 3 arrives', async () => {
    const next = Array.from({ length: 9 }, (_, n) => to(`/${n}.wav`));
    expect((await faultOf(downloadRecording(answering(next).files, LINK))).message).toMatch(/too often/);
    expect((await downloadRecording(answering(next.slice(0, 3)).files, LINK)).bytes).toHaveLength(1);
  });
  test(`more than ${MAX_RECORDING_BYTES / 1024 / 1024} MB are not kept, announced or not`, async () => {
    const announced = answering([
      { headers: { 'content-type': 'audio/wav', 'content-length': String(MAX_RECORDING_BYTES + 1) } },
    ]);
    expect((await faultOf(downloadRecording(announced.files, LINK))).message).toMatch(/larger than 100 MB/);
    expect(announced.asked[0]?.maxBytes).toBe(MAX_RECORDING_BYTES);
    const broken = (): Promise<HttpResponse> => Promise.reject(new TransportFault('x', 'tooLarge', true));
    expect((await faultOf(downloadRecording(broken, LINK))).kind).toBe('permanent');
  });
});

describe('a download that is capped', () => {
  let server: Server;
  let url = '';
  let written = 0;
  const BLOCK = Buffer.alloc(64 * 1024);
  beforeAll(async () => {
    // An answer without an end, and without a length.
    server = createServer(({ url: path }, response) => {
      if (path === '/short') return void response.end(BLOCK);
      const more = (): void => {
        while (!response.destroyed && response.write(BLOCK)) written += BLOCK.length;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.wav`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  test('in Node-RED: an endless answer is broken off at 1 MB', async () => {
    const max = 1024 * 1024;
    const asked = axiosTransport(() => ({}))({ method: 'GET', url, answer: 'binary', maxBytes: max });
    await expect(asked).rejects.toMatchObject({ reason: 'tooLarge' });
    expect(written).toBeLessThan(64 * max);
  });
  test('in n8n: the same, and a shorter answer arrives whole', async () => {
    const getter = (request: Omit<HttpRequest, 'method'>): INodeType => ({
      description: {
        displayName: 'Getter',
        name: 'getter',
        group: ['transform'],
        version: 1,
        description: 'Gets',
        defaults: { name: 'Getter' },
        inputs: [NodeConnectionTypes.Main],
        outputs: [NodeConnectionTypes.Main],
        properties: [],
      },
      async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
        const asked = plainTransport(this)({ method: 'GET', answer: 'binary', ...request });
        const json = await asked.then(
          ({ status, body }) => ({ status, length: (body as Uint8Array).length }),
          (fault: TransportFault) => ({ reason: fault.reason }),
        );
        return [[{ json }]];
      },
    });
    const get = async (request: Omit<HttpRequest, 'method'>): Promise<unknown> => {
      const run = await runWorkflow({
        workflow: { nodes: [{ name: 'Node', type: 'test.getter', parameters: {} }], connections: {} },
        nodeTypes: { 'test.getter': getter(request) },
        credentialTypes: [],
        credentials: {},
        startNode: 'Node',
      });
      return run.items('Node')[0];
    };
    written = 0;
    const max = 1024 * 1024;
    expect(await get({ url, maxBytes: max })).toEqual({ reason: 'tooLarge' });
    expect(written).toBeLessThan(64 * max);
    expect(await get({ url: url.replace('1.wav', 'short'), maxBytes: max })).toEqual({
      status: 200,
      length: BLOCK.length,
    });
  });
});
