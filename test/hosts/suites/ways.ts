/**
 * G-26 through a real host's own server: method × body × label × nested and repeated names, for events and questions. What
 * comes out is held against what the core makes of the same fields as plain JSON.
 */
import { gzipSync } from 'node:zlib';
import { TRIGGER_DEFAULTS } from '../../../core/event/defaults';
import { receiveWebhook, type TriggerSettings } from '../../../core/event/receive';
import type { RingostatEvent } from '../../../core/model/event';
import { SECRET } from '../../../sandbox/demo/people';
import { CALL, QUESTION } from '../../ways/samples';
import type { Way } from '../../ways/request';
import { OTHER_METHODS, unreadable, waysOf, type Fields } from '../../ways/ways';
import { sendHead, sendRaw } from '../kit/raw';
import { PROJECT_ID, type Listening, type WaysHost } from '../kit/ways-host';

const TEST_MS = 180_000;
const ENDED = { event: 'incoming.ended', token: SECRET };
const STACK = /\n\s+at .*[(/]|URIError|SyntaxError|aborted|ECONNRESET/;

const settings = (receive: TriggerSettings['receive']): TriggerSettings => ({
  ...TRIGGER_DEFAULTS,
  receive,
  neverRecord: [],
  keyMap: {},
  timeZone: 'Europe/Kyiv',
  defaultCountry: 'UA',
  secrets: [SECRET],
  ipList: [],
  sizeCap: TRIGGER_DEFAULTS.sizeCapKb * 1024,
  projectId: PROJECT_ID,
});
/** What the way and the moment change is left out. */
const compared = (event: unknown): unknown =>
  JSON.parse(JSON.stringify({ ...(event as RingostatEvent), raw: null, receivedAt: null }));
/** The event of the core. */
function expected(fields: Fields, receive: TriggerSettings['receive']): unknown {
  const { event } = receiveWebhook(
    {
      method: 'POST',
      query: receive === 'events' ? ENDED : { token: SECRET },
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
      pathToken: null,
      remoteAddress: '127.0.0.1',
      size: null,
    },
    settings(receive),
    0,
  );
  return compared(event);
}
/** Each way has a call of its own, so that its event is told from the others'. */
const numbered = (fields: Fields, id: string, n: number): Fields => ({
  ...fields,
  [id]: `${fields[id]}${n}`,
});
const packed = (way: Way): Way => ({
  ...way,
  name: `${way.name}, packed by gzip`,
  headers: { ...way.headers, 'content-encoding': 'gzip' },
  body: way.body && gzipSync(way.body),
});
/** The nth way to send these fields; behind the last, a packed one. */
function ways(fields: Fields, id: string): { way: Way; fields: Fields }[] {
  const count = waysOf(fields).length;
  const all = Array.from({ length: count }, (_, n) => {
    const own = numbered(fields, id, n);
    return { way: waysOf(own)[n]!, fields: own };
  });
  const last = numbered(fields, id, count);
  const json = waysOf(last).find(({ name }) => name.endsWith('JSON, labelled json'))!;
  return [...all, { way: packed(json), fields: last }];
}
const plainJson = (fields: Fields): Way =>
  waysOf(fields).find(({ name }) => name.endsWith('JSON, labelled json'))!;

export function waysTests(host: () => WaysHost): void {
  describe('G-26, every way a webhook can come', () => {
    let events: Listening;
    let logAt = 0;
    const logged = (): string => host().log().slice(logAt);
    beforeAll(async () => {
      events = await host().listen('events');
    }, TEST_MS);
    beforeEach(() => {
      logAt = host().log().length;
    });

    test(
      'events: each way gives the event the core gives',
      async () => {
        const sent = ways(CALL, 'uniqueid');
        const answers: [string, number, string][] = [];
        for (const { way } of sent) {
          const { status, body } = await sendRaw(events.url, ENDED, way);
          answers.push([way.name, status, body]);
        }
        expect(answers).toEqual(sent.map(({ way }) => [way.name, 200, '{"ok":true}']));
        const given = await events.events(sent.length);
        expect(sent.map(({ way, fields }) => [way.name, compared(given.get(fields['uniqueid']!))])).toEqual(
          sent.map(({ way, fields }) => [way.name, expected(fields, 'events')]),
        );
        expect(logged()).not.toMatch(STACK);
      },
      TEST_MS,
    );

    test('what cannot be read is answered 400 with a sentence, and nothing is noted of it', async () => {
      for (const way of unreadable(CALL)) {
        const { status, body } = await sendRaw(events.url, ENDED, way);
        expect([way.name, status, body]).toEqual([way.name, 400, expect.stringMatching(way.says)]);
        const { message } = JSON.parse(body) as { message: string };
        expect(message).toMatch(/\. .+\.$/);
      }
      expect(logged()).not.toMatch(STACK);
    }, 30_000);

    test('other methods get a clear answer', async () => {
      for (const method of OTHER_METHODS) {
        const { status, body, headers } = await sendRaw(events.url, ENDED, { ...plainJson(CALL), method });
        // n8n's own server knows the methods a trigger listens to.
        expect([method, status]).toEqual([method, host().name === 'n8n' ? 404 : 405]);
        if (method !== 'HEAD') expect(body).toMatch(/GET, (POST|PUT)/);
        if (host().name !== 'n8n') expect(headers.allow).toBe('GET, POST, PUT');
      }
    });

    test('the secret is asked for before the body: an answer comes while the body is still to come', async () => {
      for (const token of ['', `&token=${SECRET}x`])
        expect(await sendHead(events.url, `event=incoming.ended${token}`, '', 1500)).toMatch(
          /^HTTP\/1\.1 401 /,
        );
      expect(await sendHead(events.url, `event=incoming.ended&token=${SECRET}`, '{"a', 700)).toBe('');
      expect(logged()).not.toMatch(STACK);
    }, 30_000);

    test('an escape that is no text: 400 in the path, a sign in its place elsewhere; no stack in answer or log', async () => {
      const bad: Way = { ...plainJson(CALL), query: 'client_name=%E0%A4%A&x=%zz' };
      const { status, body } = await sendRaw(events.url, ENDED, bad);
      expect([status, body]).toEqual([200, '{"ok":true}']);
      const url = new URL(events.url);
      if (host().name === 'node-red') {
        const path = await sendHead(
          `${url.origin}${url.pathname}/%E0%A4%A`,
          'event=incoming.ended',
          '',
          1500,
        );
        expect(path).toMatch(/^HTTP\/1\.1 400 [\s\S]*escape/);
        expect(path).not.toMatch(STACK);
      }
      expect(logged()).not.toMatch(STACK);
    }, 30_000);

    test(
      'questions: each way gives the question the core gives, and the secret goes no further',
      async () => {
        const { url } = await host().listen('routing');
        const sent = ways(QUESTION, 'call_id');
        const given: unknown[] = [];
        for (const { way } of sent) {
          const { status, body } = await sendRaw(url, { token: SECRET }, way);
          expect([way.name, status, body.includes(SECRET)]).toEqual([way.name, 200, false]);
          const answer = JSON.parse(body) as { event?: unknown; leaks?: string[] };
          expect([way.name, answer.leaks ?? []]).toEqual([way.name, []]);
          given.push([way.name, compared(answer.event ?? answer)]);
        }
        expect(given).toEqual(sent.map(({ way, fields }) => [way.name, expected(fields, 'routing')]));
        const headers = { ...QUESTION, from: '380999999999', 'x-forwarded-for': '198.51.100.9' };
        const asked = await sendRaw(
          url,
          { token: SECRET },
          { method: 'GET', query: '', headers, body: null },
        );
        const answer = JSON.parse(asked.body) as { event?: unknown };
        expect(compared(answer.event ?? answer)).toEqual(expected(QUESTION, 'routing'));
      },
      TEST_MS,
    );
  });
}
