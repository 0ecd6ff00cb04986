import { recordingFetcher } from '../../../core/ringostat/recording-file';
import type { HttpRequest, HttpResponse, Transport } from '../../../core/http/types';

const LINK = 'https://app.ringostat.com/recordings/call-1.mp3?token=t0ken';
const MP3 = { 'content-type': 'audio/mpeg' };
const sound = new Uint8Array([1, 2, 3]);

/** A transport that gives these answers in order and keeps what it was asked. */
function answering(...answers: Partial<HttpResponse>[]): { files: Transport; asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  const files: Transport = async (request) => {
    asked.push(request);
    return { status: 200, headers: MP3, body: sound, ...answers[asked.length - 1] };
  };
  return { files, asked };
}

test('gives the bytes, type and name of the file', async () => {
  const { files, asked } = answering({});
  expect(await recordingFetcher(files)(LINK)).toEqual({
    bytes: sound,
    contentType: 'audio/mpeg',
    name: 'call-1.mp3',
  });
  expect(asked).toMatchObject([{ method: 'GET', url: LINK, answer: 'binary', followRedirects: false }]);
});

test.each([
  ['http', 'http://app.ringostat.com/recordings/1.mp3'],
  ['another host', 'https://example.com/recordings/1.mp3'],
  ['an address in digits', 'https://127.0.0.1/recordings/1.mp3'],
  ['a host that only looks alike', 'https://ringostat.com.example.com/1.mp3'],
])('%s is never asked', async (_what, link) => {
  const { files, asked } = answering({});
  expect(await recordingFetcher(files)(link)).toBeNull();
  expect(asked).toEqual([]);
});

test('a redirect away from Ringostat is not followed', async () => {
  const { files, asked } = answering({ status: 302, headers: { location: 'https://example.com/x.mp3' } });
  expect(await recordingFetcher(files)(LINK)).toBeNull();
  expect(asked).toHaveLength(1);
});

test.each([404, 410, 401, 403])('null when there is none to have (%i)', async (status) => {
  expect(await recordingFetcher(answering({ status }).files)(LINK)).toBeNull();
});

test.each([
  [429, 'rateLimited'],
  [503, 'temporary'],
])('throws when a later try may get it (%i), without the token of the link', async (status, kind) => {
  const asked = recordingFetcher(answering({ status }).files)(LINK);
  await expect(asked).rejects.toMatchObject({ kind });
  await expect(asked).rejects.not.toThrow(/t0ken/);
});
