import { readFileSync } from 'fs';
import { join } from 'path';
import type { HttpRequest, HttpResponse, Transport } from '../../../core/http/types';
import { createRingostat } from '../../../core/ringostat/client';
import { isRecordingLink } from '../../../core/ringostat/recording';
import { fakeHttp, faultOf, type Answer } from './fake';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '../../fixtures/ringostat', name), 'utf8')) as unknown;
const noFiles: Transport = () => Promise.reject(new Error('no files'));

function client(answer: Answer, projectId: string | null = '11111') {
  const { http, asked, idempotent } = fakeHttp(() => answer);
  return {
    asked,
    idempotent,
    ringostat: createRingostat({ http, files: noFiles, projectId, timeZone: 'Europe/Kyiv' }),
  };
}

describe('employees', () => {
  it('become rows of the team table', async () => {
    const { ringostat, asked } = client(fixture('staff.json'));
    expect(await ringostat.employees()).toEqual(fixture('team.json'));
    expect(asked[0]).toEqual({
      method: 'POST',
      path: '/api/json-rpc',
      json: {
        jsonrpc: '2.0',
        id: 1,
        method: 'getProjectStaffListAndDirections',
        params: { projectId: '11111', departmentsFullFormat: true },
      },
    });
  });
  it.each<[string, Answer, string]>([
    [
      'an error inside 200',
      { jsonrpc: '2.0', id: 1, error: { code: -32000, message: 'Project not found' } },
      'permanent',
    ],
    ['a refused key inside 200', { error: { code: 401, message: 'Auth-key is wrong' } }, 'credentialRefused'],
    ['a refused method', { error: { message: 'Access denied' } }, 'notPermitted'],
    ['an internal fault', { error: { code: -32603, message: 'Internal error' } }, 'temporary'],
    ['a page', '<!DOCTYPE html><html></html>', 'temporary'],
    ['nothing', null, 'temporary'],
  ])('%s is a fault', async (_, answer, kind) => {
    const fault = await faultOf(client(answer).ringostat.employees());
    expect([fault.kind, fault.system, fault.advice.length > 10]).toEqual([kind, 'Ringostat', true]);
  });
  it('need the project id', async () => {
    expect((await faultOf(client({}, null).ringostat.employees())).advice).toMatch(/project id/);
  });
});

it('reads SIP logins', async () => {
  const { ringostat, asked } = client(['a_1', { login: 'a_2' }]);
  expect(await ringostat.sipOnline()).toEqual(['a_1', 'a_2']);
  expect(await ringostat.sipSpeaking()).toEqual(['a_1', 'a_2']);
  expect(asked.map(({ path }) => path)).toEqual(['/sipstatus/online', '/sipstatus/speaking']);
  expect((await faultOf(client('busy').ringostat.sipOnline())).kind).toBe('temporary');
});

describe('call back', () => {
  it('simple', async () => {
    const { ringostat, asked, idempotent } = client({ ok: 1 });
    await ringostat.callBack({ extension: '380440000002', destination: '380671234567' });
    expect(asked[0]).toEqual({
      method: 'POST',
      path: '/callback/outward_call',
      form: { extension: '380440000002', destination: '380671234567' },
    });
    expect(idempotent).toEqual([false]);
    expect(
      (
        await faultOf(
          client({ error: 'no such extension' }).ringostat.callBack({ extension: '1', destination: '2' }),
        )
      ).message,
    ).toContain('no such extension');
  });
  it('extended, with both orders of the sides', async () => {
    const { ringostat, asked, idempotent } = client({ result: 'queued' });
    const input = { employee: 'testsitecom_olena', client: '380671234567', direction: 'out' as const };
    expect(await ringostat.callBack(input)).toBe('queued');
    await ringostat.callBack({
      ...input,
      firstParty: 'employee',
      managerDst: 1,
      attribution: { utmSource: 'google' },
      clientIp: '203.0.113.7',
    });
    expect(asked[0]).toEqual({
      method: 'POST',
      path: '/a/v2',
      json: {
        jsonrpc: '2.0',
        id: 1,
        method: 'Api\\V2\\Callback.external',
        params: {
          projectId: '11111',
          caller: '380671234567',
          callee: 'testsitecom_olena',
          caller_type: 'default',
          callee_type: 'default',
          // The employee first, said aloud.
          manager_dst: 0,
          direction: 'out',
        },
      },
    });
    expect(asked[1]?.json).toMatchObject({
      params: {
        caller: 'testsitecom_olena',
        callee: '380671234567',
        manager_dst: 1,
        utmSource: 'google',
        clientIp: '203.0.113.7',
      },
    });
    expect(idempotent).toEqual([false, false]);
  });
});

test('an employee who is not online is told, a number and an unreadable list are not', async () => {
  const { ringostat, asked } = client(['shop_Olena']);
  expect(await ringostat.offline('shop_olena')).toBeNull();
  expect(await ringostat.offline('shop_taras')).toMatch(/shop_taras is not online/);
  expect(await ringostat.offline('380671234567')).toBeNull();
  expect(asked).toHaveLength(2);
  expect(await client({ status: 403 }).ringostat.offline('shop_taras')).toBeNull();
});

describe('contact card', () => {
  const card = {
    name: 'Олена',
    origin: 'HubSpot',
    contactId: '7',
    leadId: null,
    responsible: 'Ivan',
    employeeId: '1111',
    contactUrl: 'https://crm.example.com/7',
    leadUrl: null,
    dealUrl: null,
    googleClientId: null,
    phones: ['+380671234567'],
    emails: ['a@b.co'],
    companies: [{ id: '9', name: 'ТОВ' }],
  };
  it('is sent as Ringostat documents it', async () => {
    const { ringostat, asked } = client({ ok: true });
    await ringostat.pushContact(card);
    expect(asked[0]).toEqual({
      method: 'POST',
      path: '/minicrm/contacts/sync',
      headers: { 'x-project-id': '11111' },
      json: {
        contacts: [
          {
            projectId: 11111,
            fullName: 'Олена',
            origin: 'HubSpot',
            externalId: '7',
            leadId: null,
            responsible: 'Ivan',
            staffId: '1111',
            contactLink: 'https://crm.example.com/7',
            leadLink: null,
            dealLink: null,
            googleClientId: null,
            contactDirections: [
              { type: 'phone', name: 'phone', value: '+380671234567' },
              { type: 'email', name: 'email', value: 'a@b.co' },
            ],
            organizations: [{ projectId: 11111, name: 'ТОВ', externalid: '9', origin: 'HubSpot' }],
          },
        ],
      },
    });
  });
  it('needs an id', async () => {
    const { ringostat, asked } = client({});
    expect((await faultOf(ringostat.pushContact({ ...card, contactId: null }))).advice).toMatch(
      /contactId or leadId/,
    );
    expect(asked).toEqual([]);
  });
});

describe('E2-14: recordings', () => {
  const LINK = 'https://app.ringostat.com/recordings/ua0_-1.1.wav?token=canary';
  const SOUND = Uint8Array.from([82, 73, 70, 70]);
  function files(answers: Record<string, Partial<HttpResponse>>, recordingHosts: string[] = []) {
    const asked: HttpRequest[] = [];
    const transport: Transport = async (request) => {
      asked.push(request);
      return { status: 200, headers: { 'content-type': 'audio/wav' }, body: SOUND, ...answers[request.url] };
    };
    const ringostat = createRingostat({
      http: fakeHttp(() => null).http,
      files: transport,
      projectId: null,
      timeZone: 'Europe/Kyiv',
      recordingHosts,
    });
    return { asked, ringostat };
  }
  it('gives bytes, type and name', async () => {
    const { ringostat, asked } = files({});
    expect(await ringostat.recording(LINK)).toEqual({
      bytes: SOUND,
      contentType: 'audio/wav',
      fileName: 'ua0_-1.1.wav',
    });
    expect(asked[0]).toMatchObject({ url: LINK, answer: 'binary', followRedirects: false });
  });
  it.each([
    'http://app.ringostat.com/r.wav',
    'https://ringostat.com.evil.example/r.wav',
    'https://evilringostat.com/r.wav',
    'https://169.254.169.254/latest',
    'https://[::ffff:169.254.169.254]/',
    'https://2852039166/',
    'https://app.ringostat.com@evil.example/r.wav',
    'https://user:pass@app.ringostat.com/r.wav',
    'https://app.ringostat.com:8443/r.wav',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//app.ringostat.com/r',
    '',
    'https://localhost/r',
  ])('never asks %s', async (link) => {
    const { ringostat, asked } = files({});
    const fault = await faultOf(ringostat.recording(link));
    expect([fault.kind, asked.length]).toEqual(['permanent', 0]);
  });
  it("allows hosts of the user's list, exactly", () => {
    expect(isRecordingLink('https://records.example.com/r.wav', ['records.example.com'])).toBe(true);
    expect(isRecordingLink('https://sub.records.example.com/r.wav', ['records.example.com'])).toBe(false);
    expect(isRecordingLink('https://api.ringostat.net/r.wav')).toBe(true);
  });
  it('follows a redirect to its own hosts only', async () => {
    const to = (location: string) => ({ [LINK]: { status: 302, headers: { location } } });
    expect((await files(to('/recordings/new.wav')).ringostat.recording(LINK)).fileName).toBe('new.wav');
    for (const location of [
      'https://evil.example/r.wav',
      'http://169.254.169.254/',
      'http://app.ringostat.com/r.wav',
    ]) {
      const { ringostat, asked } = files(to(location));
      expect((await faultOf(ringostat.recording(LINK))).message).toMatch(
        /moved to a host that is not allowed/,
      );
      expect(asked).toHaveLength(1);
    }
    expect((await faultOf(files(to(LINK)).ringostat.recording(LINK))).message).toMatch(/too often/);
  });
  it.each<[Partial<HttpResponse>, string]>([
    [{ status: 404 }, 'notFound'],
    [{ status: 410 }, 'notFound'],
    [{ status: 403 }, 'notPermitted'],
    [{ status: 429, headers: { 'retry-after': '3' } }, 'rateLimited'],
    [{ status: 503 }, 'temporary'],
    [{ headers: { 'content-type': 'text/html' } }, 'notFound'],
    [{ body: 'text' }, 'temporary'],
  ])('%j is %s, without the token in its words', async (answer, kind) => {
    const fault = await faultOf(files({ [LINK]: answer }).ringostat.recording(LINK));
    expect(fault.kind).toBe(kind);
    expect(fault.message + fault.advice).not.toContain('canary');
    if (kind === 'rateLimited') expect(fault.waitMs).toBe(3000);
  });
});
