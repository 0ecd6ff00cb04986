import { receiveWebhook, readQuery, type IncomingRequest } from '../../../core/event/receive';
import type { TriggerSettings } from '../../../core/event/receive';
import { CALL, QUESTION } from '../../ways/samples';
import { OTHER_METHODS, unreadable, waysOf } from '../../ways/ways';
import type { WayRequest } from '../../ways/request';
import { NOW } from './payloads';
import { SECRET, SETTINGS } from './settings';

const requestOf = ({ method, query, headers, body }: WayRequest, event: string): IncomingRequest => ({
  method,
  query: readQuery(`/hook?event=${event}&token=${SECRET}${query && `&${query}`}`),
  headers,
  body: body && new Uint8Array(body),
  pathToken: null,
  remoteAddress: '203.0.113.7',
  size: body?.length ?? null,
});
const send = (way: WayRequest, event: string, settings: Partial<TriggerSettings> = {}) =>
  receiveWebhook(requestOf(way, event), { ...SETTINGS, ...settings }, NOW);
const plain = (fields: Record<string, string>): WayRequest => ({
  method: 'POST',
  query: '',
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(fields)),
});

describe('G-26: one event, whatever the way', () => {
  const { event: expected } = send(plain(CALL), 'incoming.ended');
  it('the event itself', () =>
    expect(expected).toMatchObject({
      clientNumber: '+380671234567',
      status: 'answered',
      pool: CALL.pool_name,
      employee: { name: CALL.employee_fio },
    }));
  it.each(waysOf(CALL).map((way) => [way.name, way] as const))('%s', (_, way) => {
    const { status, body, event } = send(way, 'incoming.ended');
    expect([status, body]).toEqual([200, { ok: true }]);
    // The payload as sent differs by the way; nothing else does.
    expect({ ...event, raw: null }).toEqual({ ...expected, raw: null });
  });
});

describe('F-01: one question, whatever the way', () => {
  const settings: Partial<TriggerSettings> = { receive: 'routing' };
  const { event: expected } = send(plain(QUESTION), 'routing', settings);
  it('the question itself', () =>
    expect(expected).toMatchObject({ kind: 'routing', clientNumber: '+380671234567' }));
  it.each(waysOf(QUESTION).map((way) => [way.name, way] as const))('%s', (_, way) => {
    const { status, event } = send(way, 'routing', settings);
    expect(status).toBe(200);
    expect({ ...event, raw: null }).toEqual({ ...expected, raw: null });
  });
  it('parameters in headers, beside what a proxy and a browser add', () => {
    const headers = {
      ...QUESTION,
      host: 'n8n.example.com',
      from: '380999999999',
      'x-forwarded-for': '198.51.100.9',
      referer: 'https://app.example.com/380888888888',
      'user-agent': 'ringostat HTTP Client v1.1',
      'content-type': 'text/plain',
    };
    const way: WayRequest = { method: 'GET', query: '', headers, body: null };
    const { event } = send(way, 'routing', settings);
    expect({ ...event, raw: null }).toEqual({ ...expected, raw: null });
    expect(send({ ...way, query: 'caller_number=380501112233' }, 'routing', settings).event).toMatchObject({
      clientNumber: '+380501112233',
    });
    // Events never come so: a header of the way must not change a record.
    expect(
      send({ ...plain(CALL), headers: { caller_number: '380999999999' } }, 'incoming.ended').event,
    ).toMatchObject({
      clientNumber: '+380671234567',
      variables: expect.not.objectContaining({ step_forward: expect.anything() }) as unknown,
    });
  });
});

it.each(unreadable(CALL).map((way) => [way.name, way] as const))('400 and a sentence: %s', (_, way) => {
  const answer = send(way, 'incoming.ended');
  expect([answer.status, answer.event]).toEqual([400, null]);
  expect(JSON.stringify(answer.body)).toMatch(way.says);
});
it.each(OTHER_METHODS)('405 and a sentence: %s', (method) => {
  expect(send({ ...plain(CALL), method }, 'incoming.ended').status).toBe(405);
});
