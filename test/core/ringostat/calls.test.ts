import { DateTime } from 'luxon';
import { createRingostat } from '../../../core/ringostat/client';
import { csvRows, parseCsv } from '../../../core/ringostat/csv';
import { rowToEvent } from '../../../core/ringostat/row';
import { receiveWebhook } from '../../../core/event/receive';
import type { CallsOptions } from '../../../core/ringostat/types';
import { NOW, OPTIONS } from '../event/payloads';
import { REQUEST, SETTINGS } from '../event/settings';
import { fakeHttp, faultOf, type Answer, type Asked } from './fake';

const row = (at: DateTime, id: number, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  calldate: at.toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ"),
  caller: '380671234567',
  dst: '380440000002',
  disposition: 'ANSWERED',
  call_type: 'in',
  duration: 23,
  waittime: '12',
  billsec: 11,
  connected_with: '380670000003',
  employee_number: -1,
  uniqueid: `ua0_-${Math.floor(at.toSeconds())}.${id}`,
  utm_source: '(direct)',
  utm_medium: '(none)',
  has_recording: '1',
  recording: `https://app.ringostat.com/recordings/${id}.ogg?token=T`,
  ...fields,
});
const SPAN = { from: '2026-07-01T00:00:00+03:00', to: '2026-07-03T00:00:00+03:00' };

function client(answer: (asked: Asked) => Answer) {
  const { http, asked } = fakeHttp(answer);
  const ringostat = createRingostat({
    http,
    files: () => Promise.reject(new Error('no files')),
    projectId: '11111',
    timeZone: 'Europe/Kyiv',
  });
  return { asked, calls: (options: CallsOptions = {}, span = SPAN) => ringostat.calls(span, options) };
}
/** A call log whose from and to are meant in `zone`; both ends belong to the window, at most `cap` rows. */
function log(rows: Record<string, unknown>[], zone: string, cap = 6500) {
  const dated = rows.map((one) => ({ one, at: DateTime.fromISO(String(one.calldate)).toMillis() }));
  return ({ query }: Asked): Record<string, unknown>[] => {
    const ms = (text: string | undefined) =>
      DateTime.fromFormat(text ?? '', 'yyyy-MM-dd HH:mm:ss', { zone }).toMillis();
    const [from, to] = [ms(query?.from), ms(query?.to)];
    return dated
      .filter(({ at }) => at >= from && at <= to)
      .slice(0, cap)
      .map(({ one }) => one);
  };
}
const kyiv = DateTime.fromISO(SPAN.from, { setZone: true });
/** A call every ten minutes from a day before the span to a day after it: 288 in the span. */
const rows = Array.from({ length: 4 * 144 }, (_, n) => row(kyiv.plus({ minutes: n * 10 - 1440 }), n));

describe('call log', () => {
  it.each(['Europe/Kyiv', 'UTC'])('gives every call of the span once when the API means %s', async (zone) => {
    const { calls, asked } = client(log(rows, zone));
    const found = await calls();
    expect(found.rows.map(({ uniqueid }) => uniqueid)).toEqual(
      rows.slice(144, 144 + 288).map(({ uniqueid }) => uniqueid),
    );
    expect(found.warnings).toEqual([]);
    expect(asked).toHaveLength(3);
    expect(asked[0]).toMatchObject({
      method: 'GET',
      path: '/calls/list',
      query: {
        export_type: 'json',
        from: '2026-06-30 21:00:00',
        to: '2026-07-01 21:00:00',
        order: 'calldate asc',
      },
    });
  });
  it('splits a full answer and loses nothing', async () => {
    const many = Array.from({ length: 14_000 }, (_, n) => row(kyiv.plus({ seconds: n * 3 }), n));
    const { calls, asked } = client(log(many, 'Europe/Kyiv'));
    const found = await calls();
    expect(found.rows).toHaveLength(14_000);
    expect(asked.length).toBeGreaterThan(4);
  });
  it('warns when a single minute is too full', async () => {
    const burst = Array.from({ length: 7000 }, (_, n) => row(kyiv.plus({ hours: 3 }), n));
    const found = await client(log(burst, 'Europe/Kyiv')).calls();
    expect([found.rows.length, found.warnings[0]]).toEqual([
      6500,
      expect.stringContaining('some may be missing'),
    ]);
  });
  it('leaves running calls out, and takes the finished copy of a call', async () => {
    const at = kyiv.plus({ hours: 2 });
    const copies = [
      row(at, 1, { disposition: 'IN PROGRESS' }),
      row(at, 1),
      row(at, 2, { disposition: 'CALLING' }),
    ];
    expect((await client(() => copies).calls()).rows.map(({ disposition }) => disposition)).toEqual([
      'ANSWERED',
    ]);
    expect((await client(() => copies).calls({ withRunning: true })).rows).toHaveLength(2);
  });
  it('asks again with the common fields when one is refused, once', async () => {
    const { calls, asked } = client(({ query }) =>
      query?.fields?.includes('n_alias')
        ? { status: 400, body: { error: 'unknown field n_alias' } }
        : [row(kyiv, 1)],
    );
    const found = await calls();
    expect(found.rows).toHaveLength(1);
    expect(found.warnings).toEqual([
      'Ringostat refused one of the fields asked for; only the common ones were read.',
    ]);
    expect(asked.map(({ query }) => query?.fields?.includes('n_alias'))).toEqual([true, false, false, false]);
  });
  it('gives up when the common fields are refused too', async () => {
    expect(await faultOf(client(() => ({ status: 400, body: 'bad' })).calls())).toMatchObject({
      kind: 'invalidField',
      system: 'Ringostat',
      status: 400,
    });
  });
  it('asks for wanted fields and filters, the id always', async () => {
    const { calls, asked } = client(() => []);
    await calls({ fields: ['billsec'], filters: ['disposition=BUSY'] });
    expect(asked[0]?.query).toMatchObject({
      fields: 'billsec,uniqueid,calldate',
      filters: 'disposition=BUSY',
    });
  });
  it('tells the progress', async () => {
    const seen: string[] = [];
    await client(() => []).calls({ onWindow: ({ until }) => seen.push(until.slice(0, 13)) });
    expect(seen).toEqual(['2026-07-01T21', '2026-07-02T21', '2026-07-03T03']);
  });
  it('reads CSV answers', async () => {
    const csv =
      'calldate;caller;dst;disposition;call_type;billsec;uniqueid\n2026-07-01T10:00:00+0300;"380671234567";380440000002;"NO ANSWER";in;0;ua0_-1782889200.1\n';
    expect((await client(() => csv).calls()).rows).toEqual([
      expect.objectContaining({ disposition: 'NO ANSWER', caller: '380671234567' }),
    ]);
  });
  it('asks for JSON where a semicolon in a text makes CSV unreadable, and says so once', async () => {
    const { calls, asked } = client(({ query }) =>
      query?.export_type === 'csv' ? 'uniqueid;caller;billsec\n1;&quot;Olena&quot;;5\n' : [row(kyiv, 1)],
    );
    const found = await calls({ format: 'csv' });
    expect(found.rows).toHaveLength(1);
    expect(found.warnings).toEqual([expect.stringContaining('JSON was asked for instead')]);
    expect(asked.map(({ query }) => query?.export_type)).toEqual(['csv', 'json', 'json', 'json']);
  });
  it.each<[string, Answer, string, RegExp]>([
    ['wrong key', { status: 401, body: 'no' }, 'credentialRefused', /Auth-key/],
    ['forbidden', { status: 403, body: {} }, 'notPermitted', /plan/],
    ['gateway page', '<html><body>502</body></html>', 'temporary', /base URL/],
    ['server fault', { status: 502, body: '<html>' }, 'temporary', /Try again/],
    ['limit', { status: 429, headers: { 'retry-after': '7' } }, 'rateLimited', /Wait/],
    ['an object', { result: 'odd' }, 'temporary', /Try again/],
  ])('%s is a clear fault', async (_, answer, kind, advice) => {
    const fault = await faultOf(client(() => answer).calls());
    expect([fault.kind, fault.system]).toEqual([kind, 'Ringostat']);
    expect(fault.advice).toMatch(advice);
    if (kind === 'rateLimited') expect(fault.waitMs).toBe(7000);
  });
  it('refuses a span that is none', async () => {
    expect((await faultOf(client(() => []).calls({}, { from: SPAN.to, to: SPAN.from }))).advice).toMatch(
      /later than/,
    );
    expect((await faultOf(client(() => []).calls({}, { from: 'x', to: 'y' }))).kind).toBe('permanent');
  });
  it('shows no token or key of an answer', async () => {
    const fault = await faultOf(
      client(() => ({
        status: 400,
        body: { key: 'canary1canary1canary1canary1', url: 'https://app.ringostat.com/r.wav?token=canary' },
      })).calls(),
    );
    expect(fault.message + fault.advice).not.toContain('canary');
  });
});

describe('a row as event', () => {
  it('has the key and facts of its webhook (G-16)', () => {
    const sent = row(DateTime.fromISO('2024-11-11T11:04:41+02:00', { setZone: true }), 5);
    const event = rowToEvent(sent, { ...OPTIONS, keepRaw: false });
    const hook = receiveWebhook(
      { ...REQUEST, body: { ...sent, calldate: '2024-11-11 11:04:41' } },
      { ...SETTINGS, keepRaw: false },
      NOW,
    ).event;
    expect(event).toMatchObject({
      name: 'incoming.ended',
      status: 'answered',
      clientNumber: '+380671234567',
      employee: { id: null, direction: '380670000003' },
      times: { startedAt: '2024-11-11T11:04:41+02:00' },
    });
    // Masking is the trigger's setting, not the call's.
    expect({ ...event, variables: {}, maskNumbers: true }).toEqual({ ...hook, variables: {} });
  });
  it('of a callback and of an outgoing call', () => {
    const at = DateTime.fromISO('2024-11-11T11:04:41+02:00', { setZone: true });
    expect(rowToEvent(row(at, 6, { call_type: 'callback' }), OPTIONS)).toMatchObject({
      name: 'incoming.ended',
      callback: true,
    });
    expect(
      rowToEvent(
        row(at, 7, {
          call_type: 'out',
          caller: 'testsitecom_olena',
          dst: '380671234567',
          connected_with: '380671234567',
        }),
        OPTIONS,
      ),
    ).toMatchObject({
      name: 'outgoing.ended',
      clientNumber: '+380671234567',
      employee: { direction: 'testsitecom_olena' },
    });
  });
});

describe('CSV', () => {
  it('reads quotes, delimiters and line breaks inside quotes, CRLF and BOM', () => {
    expect(parseCsv('\ufeffa;b\r\n"1;2";"say ""hi""\nthere"\r\n;\n\n3;"x"')).toEqual([
      ['a', 'b'],
      ['1;2', 'say "hi"\nthere'],
      ['', ''],
      ['3', 'x'],
    ]);
    expect(csvRows('a;b\n1')).toEqual([{ a: '1', b: '' }]);
    expect(csvRows('')).toEqual([]);
    expect(csvRows('a;b\n1;2;3')).toBeNull();
    expect(parseCsv('"open;1')).toEqual([['open;1']]);
  });
});
