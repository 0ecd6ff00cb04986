import { EVENT_NAMES } from '../../../core/model/event';
import { receiveWebhook } from '../../../core/event/receive';
import { readVariables } from '../../../core/event/variables';
import { foldKey } from '../../../core/event/text';
import { setupGuide } from '../../../core/event/urls';
import aliases from '../../../core/event/aliases.json';
import { NOW } from './payloads';
import { REQUEST, SECRET, SETTINGS } from './settings';

const BASE = 'https://n8n.example.com/webhook/abc/ringostat';
/** A value for every name the guide may ask for. */
const SAMPLE: Record<string, string> = {
  uniqueid: 'ua0_-1731315881.1',
  call_id: 'pkv',
  calldate: '2024-11-11 11:04:41',
  caller_number: '380671234567',
  e164: '380671234567',
  callee: '380671234567',
  dst: '380440000002',
  outbound_number: '380440000002',
  disposition: 'ANSWERED',
  billsec: '5',
  phone: '0671234567',
  email: 'a@b.co',
  insertion_type: 'dynamic',
  project_id: '11111',
};

describe('set-up guide', () => {
  it('gives a row per event with URL, method and parameters', () => {
    const [row] = setupGuide(BASE, ['incoming.ended']);
    expect(row).toMatchObject({
      event: 'incoming.ended',
      cabinet: 'Incoming call: after the call',
      url: `${BASE}?event=incoming.ended&token=YOUR_SECRET`,
      method: 'POST',
    });
    expect(row?.parameters).toContainEqual({ variable: 'Talk time', name: 'billsec' });
  });
  it('puts the secret where the trigger expects it', () => {
    const url = (secretIn: 'path' | 'basic' | 'query', secret: string | null) =>
      setupGuide(BASE, ['routing'], { secretIn, secret })[0]?.url;
    expect(url('path', 'a/b')).toBe(`${BASE}/a%2Fb?event=routing`);
    expect(url('basic', 'p$1')).toBe(
      'https://ringostat:p%241@n8n.example.com/webhook/abc/ringostat?event=routing',
    );
    expect(url('query', 'a&b')).toBe(`${BASE}?event=routing&token=a%26b`);
    expect(url('query', null)).toBe(`${BASE}?event=routing`);
  });
  it("shows the user's own names", () => {
    expect(
      setupGuide(BASE, ['incoming.ended'], { keyMap: { billsec: 'talked' } })[0]?.parameters,
    ).toContainEqual({ variable: 'Talk time', name: 'talked' });
  });
  it.each(EVENT_NAMES)('what it says for %s is what the trigger takes', (name) => {
    const [row] = setupGuide(BASE, [name], { secret: SECRET });
    const query = Object.fromEntries(new URL(row!.url).searchParams);
    const outgoing = name.startsWith('outgoing');
    const body = Object.fromEntries(
      row!.parameters.map((parameter) => [
        parameter.name,
        parameter.name === 'call_type' ? (outgoing ? 'out' : 'in') : (SAMPLE[parameter.name] ?? '1'),
      ]),
    );
    const { status, event } = receiveWebhook(
      { ...REQUEST, method: row!.method, query, body },
      { ...SETTINGS, receive: name === 'routing' ? 'routing' : 'events' },
      NOW,
    );
    expect([status, event?.name, event?.clientNumber, event?.warnings]).toEqual([
      200,
      name,
      '+380671234567',
      [],
    ]);
    expect(row!.parameters.every((parameter) => parameter.variable.length > 2)).toBe(true);
  });
});

describe('key maps', () => {
  it('have no name for two variables', () => {
    const names = Object.values(aliases).flatMap((list) => [...new Set(list.map(foldKey))]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
  it('read every canonical name and alias', () => {
    for (const [name, list] of Object.entries(aliases))
      for (const alias of list)
        expect(readVariables({ [alias]: 'v' }).has(name as keyof typeof aliases)).toBe(true);
  });
});
