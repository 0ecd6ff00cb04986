/** Item 8 of issue 4: recordings come from Ringostat's hosts or the user's, by no redirect from elsewhere, and end somewhere. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { axiosTransport } from '../../node-red/host/transport';
import { TransportFault, type CrmError } from '../../core/http/errors';
import type { HttpRequest, HttpResponse } from '../../core/http/types';
import { downloadRecording, isRecordingLink, MAX_RECORDING_BYTES } from '../../core/ringostat/recording';
import { getInN8n } from './get-in-n8n';
import { recordingCases } from './privacy-links';

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
    written = 0;
    const max = 1024 * 1024;
    expect(await getInN8n({ url, maxBytes: max })).toEqual({ reason: 'tooLarge' });
    expect(written).toBeLessThan(64 * max);
    expect(await getInN8n({ url: url.replace('1.wav', 'short'), maxBytes: max })).toEqual({
      status: 200,
      length: BLOCK.length,
    });
  });
});
